using Engine.Model.Units;

namespace Engine.Model.Accounts;

/// <summary>A bracket of maintenance margin.</summary>
/// <param name="UpTo">The notional up to which it holds; the last one holds for any.</param>
/// <param name="Rate">The maintenance margin of the notional within it.</param>
/// <param name="Deduction">
/// What the notional below it pays less than at its own rate, in 10⁻¹⁸ of the quote asset, so that the margin has no
/// step where brackets meet.
/// </param>
public readonly record struct MarginTier(Money UpTo, Rate Rate, Int128 Deduction);
