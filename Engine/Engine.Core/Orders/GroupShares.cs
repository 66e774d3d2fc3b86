using Engine.Core.Portfolios;
using Engine.Model.Accounts;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// How the brackets of a strategy share its position: together they hold no more than there is, and have closed no more
/// too much than is missing. One thread.
/// </summary>
/// <param name="table">The groups.</param>
/// <param name="portfolio">The positions; a fill is booked there before its group hears of it.</param>
internal sealed class GroupShares(GroupTable table, Portfolio portfolio)
{
    /// <summary>What of its lots the account can close: no reduce-only order can be larger.</summary>
    internal QtyLots Closable(in OrderGroup group) =>
        Lesser(group.Held, new QtyLots(portfolio.ClosableLots(group.Instrument, group.ExitSide)));

    /// <summary>One quantity less another; not negative.</summary>
    internal static QtyLots Less(QtyLots lots, QtyLots part) => part >= lots ? QtyLots.Zero : lots - part;

    /// <summary>
    /// Whatever closes a strategy's position takes from what its brackets hold, the oldest first: together they never
    /// protect more than there is. So it is with what they have closed too much: together never more than is missing.
    /// </summary>
    internal void Trim(StrategyId strategy, InstrumentId instrument)
    {
        Trim(strategy, instrument, Side.Bid);
        Trim(strategy, instrument, Side.Ask);
    }

    private void Trim(StrategyId strategy, InstrumentId instrument, Side side)
    {
        var position = PositionOf(strategy, instrument, side);
        var (held, excess) = (QtyLots.Zero, QtyLots.Zero);
        for (var i = 0; i < table.OpenCount; i++)
        {
            ref readonly var group = ref table.At(table.OpenSlot(i));
            var isMeant = IsOf(group, strategy, instrument, side);
            held += isMeant ? group.Held : QtyLots.Zero;
            excess += isMeant ? group.Excess : QtyLots.Zero;
        }

        var (tooMuchHeld, tooMuchExcess) = (Less(held, HeldOf(position)), Less(excess, MissingOf(position)));
        for (var i = 0; i < table.OpenCount && tooMuchHeld + tooMuchExcess > QtyLots.Zero; i++)
        {
            ref var group = ref table.At(table.OpenSlot(i));
            if (IsOf(group, strategy, instrument, side))
            {
                TakeFrom(ref group.Held, ref tooMuchHeld);
                TakeFrom(ref group.Excess, ref tooMuchExcess);
            }
        }
    }

    private static void TakeFrom(ref QtyLots lots, ref QtyLots tooMuch)
    {
        var part = Lesser(tooMuch, lots);
        lots -= part;
        tooMuch -= part;
    }

    /// <summary>
    /// A late fill of a group that is done: it comes behind all that are open, and holds no more than they leave.
    /// </summary>
    internal void BoundLate(ref OrderGroup group)
    {
        if (group.State != ProtectionState.Done)
        {
            return;
        }

        var position = PositionOf(group.Strategy, group.Instrument, group.Side);
        var (held, missing) = (HeldOf(position), MissingOf(position));
        for (var i = 0; i < table.OpenCount; i++)
        {
            ref readonly var other = ref table.At(table.OpenSlot(i));
            if (IsOf(other, group.Strategy, group.Instrument, group.Side))
            {
                (held, missing) = (Less(held, other.Held), Less(missing, other.Excess));
            }
        }

        (group.Held, group.Excess) = (Lesser(group.Held, held), Lesser(group.Excess, missing));
    }

    private static bool IsOf(in OrderGroup group, StrategyId strategy, InstrumentId instrument, Side side) =>
        group.Strategy == strategy && group.Instrument == instrument && group.Side == side;

    private static QtyLots HeldOf(long position) => new(Math.Max(0, position));

    private static QtyLots MissingOf(long position) => new(Math.Max(0, -position));

    private static QtyLots Lesser(QtyLots one, QtyLots other) => one < other ? one : other;

    /// <summary>
    /// What a strategy holds on a side, lots; negative where it is the other way, or has closed others' lots of a leg.
    /// </summary>
    private long PositionOf(StrategyId strategy, InstrumentId instrument, Side side)
    {
        var leg = side == Side.Bid ? PositionLeg.Long : PositionLeg.Short;
        var held = portfolio.LegOfStrategy(strategy, instrument, leg).Quantity.Value;
        return side == Side.Bid ? held : -held;
    }
}
