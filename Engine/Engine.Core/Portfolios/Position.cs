using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>
/// A position at average cost, with what it has earned. Of one strategy in one instrument, or of the account; of both
/// legs together where they are hedged, or of one leg.
/// </summary>
/// <remarks>The arithmetic is that of <see cref="Holding" />, which the simulated venue uses, too.</remarks>
public struct Position
{
    /// <summary>Profit of what was closed, before fees and funding.</summary>
    public Money RealizedPnl;

    /// <summary>
    /// Fees paid, in the settle asset; negative where rebates exceed them. A fee in another asset counts with its value
    /// at the time of the fill.
    /// </summary>
    public Money Fees;

    /// <summary>Funding received; negative when paid.</summary>
    public Money Funding;

    /// <summary>Fills.</summary>
    public long FillCount;

    private Holding _held;

    /// <summary>Signed whole lots; long is positive.</summary>
    public readonly QtyLots Quantity => _held.Quantity;

    /// <summary>
    /// What the open quantity has cost; negative for a short position (what it brought in). Zero when nothing is held.
    /// </summary>
    public readonly Money Cost => _held.Cost;

    /// <summary>
    /// What spot fees paid in the base asset have left beyond whole lots: 10⁻⁸ of it, not negative, below one lot.
    /// </summary>
    public readonly long Dust => _held.Dust;

    /// <summary>Whether no whole lot is open.</summary>
    public readonly bool IsFlat => Quantity == QtyLots.Zero;

    /// <summary>What came in less what went out, fees and funding included; what is held is not in it.</summary>
    internal readonly Money CashFlow => RealizedPnl - Cost - Fees + Funding;

    /// <summary>Whether neither lots nor dust are held.</summary>
    internal readonly bool IsEmpty => IsFlat && Dust == 0;

    /// <summary>Takes a fill.</summary>
    /// <param name="side">Our side.</param>
    /// <param name="quantity">Positive.</param>
    /// <param name="notional">Of the whole fill, positive.</param>
    /// <param name="closingNotional">
    /// The part of it that closes, where the fill flips the position; else ignored.
    /// </param>
    /// <param name="unitsPerLot">What a lot is of the base asset; read only where there is dust.</param>
    /// <returns>The profit that this fill realises, before its fee.</returns>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public Money Apply(
        Side side, QtyLots quantity, Money notional, Money closingNotional, long unitsPerLot = 1)
    {
        FillCount++;
        var realized = _held.Apply(side, quantity, notional, closingNotional, unitsPerLot);
        RealizedPnl += realized;
        return realized;
    }

    /// <summary>Pays a spot fee out of what is held.</summary>
    /// <param name="units">In 10⁻⁸ of the base asset; negative for a rebate.</param>
    /// <param name="value">What they are worth at the price of the fill, with their sign.</param>
    /// <param name="unitsPerLot">What a lot is of the base asset; positive.</param>
    /// <returns>The profit that this realises: the value less what those units had cost.</returns>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public Money PayFee(long units, Money value, long unitsPerLot)
    {
        var realized = _held.Pay(units, value, unitsPerLot);
        RealizedPnl += realized;
        Fees += value;
        return realized;
    }

    /// <summary>
    /// Takes another word on what is open has cost: the difference is realised, so that both together stay.
    /// </summary>
    internal void Recost(Money cost)
    {
        RealizedPnl += cost - _held.Cost;
        _held.Cost = cost;
    }

    /// <summary>The average entry price; zero when flat.</summary>
    public readonly FinePrice EntryPrice(Instrument instrument)
    {
        if (IsFlat)
        {
            return FinePrice.Zero;
        }

        ArgumentNullException.ThrowIfNull(instrument);
        return instrument.AveragePrice(Cost, Quantity);
    }

    /// <summary>What is held, in 10⁻⁸ of the base asset; in lots where a lot is no whole number of them.</summary>
    internal readonly Int128 Units(long unitsPerLot) => _held.Units(unitsPerLot);

    /// <summary>Both legs of a hedged position as one: quantities, costs and results add up.</summary>
    internal static Position Sum(in Position left, in Position right, long unitsPerLot) => new()
    {
        RealizedPnl = left.RealizedPnl + right.RealizedPnl,
        Fees = left.Fees + right.Fees,
        Funding = left.Funding + right.Funding,
        FillCount = left.FillCount + right.FillCount,
        _held = Holding.Sum(left._held, right._held, unitsPerLot),
    };

    internal void VisitState(StateSink sink)
    {
        _held.VisitState(sink);
        sink.Visit(ref RealizedPnl);
        sink.Visit(ref Fees);
        sink.Visit(ref Funding);
        sink.Visit(ref FillCount);
    }
}
