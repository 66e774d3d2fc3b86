using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>
/// A position at average cost, with what it has earned. Of one strategy in one instrument, or of the account.
/// </summary>
/// <remarks>
/// Each fill brings one notional, rounded once where it was computed; cost and realised profit are made of those same
/// longs, and the fill that closes takes the whole remaining cost, so that nothing is left over or lost.
/// </remarks>
public struct Position
{
    /// <summary>Signed; long is positive.</summary>
    public QtyLots Quantity;

    /// <summary>
    /// What the open quantity has cost; negative for a short position (what it brought in). Zero when flat.
    /// </summary>
    public Money Cost;

    /// <summary>Profit of what was closed, before fees and funding.</summary>
    public Money RealizedPnl;

    /// <summary>Fees paid; negative where rebates exceed them.</summary>
    public Money Fees;

    /// <summary>Funding received; negative when paid.</summary>
    public Money Funding;

    /// <summary>Fills.</summary>
    public long FillCount;

    /// <summary>Whether nothing is open.</summary>
    public readonly bool IsFlat => Quantity == QtyLots.Zero;

    /// <summary>Takes a fill.</summary>
    /// <param name="side">Our side.</param>
    /// <param name="quantity">Positive.</param>
    /// <param name="notional">Of the whole fill, positive.</param>
    /// <param name="closingNotional">
    /// The part of it that closes, where the fill flips the position; else ignored.
    /// </param>
    /// <returns>The profit that this fill realises, before its fee.</returns>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public Money Apply(Side side, QtyLots quantity, Money notional, Money closingNotional)
    {
        FillCount++;
        var signed = side == Side.Bid ? quantity : -quantity;
        var cashFlow = side == Side.Bid ? -notional : notional;
        var isOpening = IsFlat || (Quantity.Value > 0) == (side == Side.Bid);
        if (isOpening)
        {
            Quantity += signed;
            Cost -= cashFlow;
            return Money.Zero;
        }

        var open = Math.Abs(Quantity.Value);
        if (quantity.Value < open)
        {
            var released = (long)Rounding.DivideHalfEven((Int128)Cost.Value * quantity.Value, open);
            return Close(signed, cashFlow, new Money(released));
        }

        var closingFlow = side == Side.Bid ? -closingNotional : closingNotional;
        var flips = quantity.Value > open;
        var realized = Close(-Quantity, flips ? closingFlow : cashFlow, Cost);
        if (flips)
        {
            Quantity = signed.Value > 0 ? new QtyLots(quantity.Value - open) : new QtyLots(open - quantity.Value);
            Cost = -(cashFlow - closingFlow);
        }

        return realized;
    }

    /// <summary>The average entry price; zero when flat.</summary>
    public readonly FinePrice EntryPrice(Instrument instrument) =>
        IsFlat ? FinePrice.Zero : instrument.AveragePrice(Cost, Quantity);

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Quantity);
        sink.Visit(ref Cost);
        sink.Visit(ref RealizedPnl);
        sink.Visit(ref Fees);
        sink.Visit(ref Funding);
        sink.Visit(ref FillCount);
    }

    private Money Close(QtyLots signed, Money cashFlow, Money released)
    {
        Quantity += signed;
        Cost -= released;
        // Of a long: proceeds − cost. Of a short both are negative: what came in − what goes out.
        var realized = cashFlow - released;
        RealizedPnl += realized;
        return realized;
    }
}
