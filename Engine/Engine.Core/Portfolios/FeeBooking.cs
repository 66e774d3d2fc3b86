using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>A fee as positions take it.</summary>
/// <param name="Value">In the settle asset; zero where nobody says what it is worth.</param>
/// <param name="Units">What of the base asset it takes out of a spot position, 10⁻⁸; zero where none.</param>
/// <param name="UnitsPerLot">What a lot is of the base asset, 10⁻⁸; positive where units are taken.</param>
/// <param name="IsForeign">Whether it is paid neither in the settle asset nor out of the position.</param>
/// <param name="IsUnvalued">Whether nobody says what it is worth.</param>
internal readonly record struct FeeBooking(
    Money Value, long Units, long UnitsPerLot, bool IsForeign, bool IsUnvalued);
