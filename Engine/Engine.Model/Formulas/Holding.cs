using System.Runtime.CompilerServices;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Model.Formulas;

/// <summary>An open quantity at average cost. Venue and portfolio keep theirs by the same arithmetic.</summary>
/// <remarks>
/// Each fill brings one notional, rounded once where it was computed; cost and realised profit are made of those same
/// longs, and the fill that closes takes the whole remaining cost, so that nothing is left over or lost. A spot fee
/// that is paid in the base asset takes a part of what is held, in units finer than lots: what is held is whole lots
/// and <see cref="Dust" />, and both carry the cost.
/// </remarks>
public struct Holding
{
    /// <summary>Signed; long is positive. Whole lots, rounded down where fees have left dust.</summary>
    public QtyLots Quantity;

    /// <summary>What is held beyond whole lots, in 10⁻⁸ of the base asset: not negative, below one lot.</summary>
    public long Dust;

    /// <summary>What is held has cost this; negative for a short. Zero where nothing is held.</summary>
    public Money Cost;

    /// <summary>Takes a fill.</summary>
    /// <param name="side">Our side.</param>
    /// <param name="quantity">Positive.</param>
    /// <param name="notional">Of the whole fill, positive.</param>
    /// <param name="closingNotional">The part of it that closes, where the fill flips; else ignored.</param>
    /// <param name="unitsPerLot">What a lot is of the base asset; read only where there is dust.</param>
    /// <returns>The profit that this fill realises, before its fee.</returns>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public Money Apply(Side side, QtyLots quantity, Money notional, Money closingNotional, long unitsPerLot = 1)
    {
        var cashFlow = side == Side.Bid ? -notional : notional;
        if (Dust != 0)
        {
            var units = (Int128)quantity.Value * unitsPerLot;
            return ApplyUnits(side == Side.Bid ? units : -units, cashFlow, unitsPerLot);
        }

        var signed = side == Side.Bid ? quantity : -quantity;
        var isOpening = Quantity == QtyLots.Zero || (Quantity.Value > 0) == (side == Side.Bid);
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

        var flips = quantity.Value > open;
        var closingFlow = !flips ? cashFlow : side == Side.Bid ? -closingNotional : closingNotional;
        var realized = Close(-Quantity, closingFlow, Cost);
        if (flips)
        {
            Quantity = signed.Value > 0 ? new QtyLots(quantity.Value - open) : new QtyLots(open - quantity.Value);
            Cost = -(cashFlow - closingFlow);
        }

        return realized;
    }

    /// <summary>
    /// Pays a fee out of what is held: as if it were sold at the value of the fee, and the fee paid of that.
    /// </summary>
    /// <param name="units">In 10⁻⁸ of the base asset; negative for a rebate.</param>
    /// <param name="value">What they are worth, with their sign.</param>
    /// <param name="unitsPerLot">What a lot is of the base asset; positive.</param>
    /// <returns>The profit that this realises, before the fee.</returns>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Money Pay(long units, Money value, long unitsPerLot) => ApplyUnits(-(Int128)units, value, unitsPerLot);

    /// <summary>What is held, in 10⁻⁸ of the base asset.</summary>
    /// <param name="unitsPerLot">What a lot is of it.</param>
    public readonly Int128 Units(long unitsPerLot) => ((Int128)Quantity.Value * unitsPerLot) + Dust;

    /// <summary>Two holdings of one asset as one: a whole lot that both dusts make up is a lot.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <param name="unitsPerLot">What a lot is of the base asset; read only where there is dust.</param>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public static Holding Sum(in Holding left, in Holding right, long unitsPerLot)
    {
        var lots = left.Quantity + right.Quantity;
        var dust = checked(left.Dust + right.Dust);
        if (dust != 0 && dust >= unitsPerLot)
        {
            // Each is less than a lot, so it is one.
            lots += new QtyLots(1);
            dust -= unitsPerLot;
        }

        return new Holding { Quantity = lots, Dust = dust, Cost = left.Cost + right.Cost };
    }

    /// <summary>Visits all of it.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref Quantity);
        sink.Visit(ref Dust);
        sink.Visit(ref Cost);
    }

    private Money Close(QtyLots signed, Money cashFlow, Money released)
    {
        Quantity += signed;
        Cost -= released;
        // Of a long: proceeds − cost. Of a short both are negative: what came in − what goes out.
        return cashFlow - released;
    }

    private Money ApplyUnits(Int128 change, Money cashFlow, long unitsPerLot)
    {
        var held = Units(unitsPerLot);
        var realized = Money.Zero;
        if (held == 0 || change == 0 || (held > 0) == (change > 0))
        {
            Cost -= cashFlow;
        }
        else if (Int128.Abs(change) <= Int128.Abs(held))
        {
            var released = new Money(
                (long)Rounding.DivideHalfEven(checked(Cost.Value * Int128.Abs(change)), Int128.Abs(held)));
            Cost -= released;
            realized = cashFlow - released;
        }
        else
        {
            var closing = new Money(
                (long)Rounding.DivideHalfEven(checked(cashFlow.Value * Int128.Abs(held)), Int128.Abs(change)));
            realized = closing - Cost;
            Cost = -(cashFlow - closing);
        }

        var after = held + change;
        var lots = after / unitsPerLot;
        lots -= after - (lots * unitsPerLot) < 0 ? 1 : 0;
        Quantity = new QtyLots(checked((long)lots));
        Dust = (long)(after - (lots * unitsPerLot));
        return realized;
    }
}
