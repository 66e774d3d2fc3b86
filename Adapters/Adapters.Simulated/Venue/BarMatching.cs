using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Triggers;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>
/// Fills orders from bars, where nothing finer is there: a path through the bar that flatters nobody.
/// </summary>
/// <remarks>
/// An order takes part only in bars that open at or after its arrival; a bar's open time is its close less its length.
/// At the open, takers in order of arrival: market orders and marketable limits, at the open worsened by the slippage
/// (a limit never beyond itself). Then what rests, best price first: filled at its limit, never better, only where the
/// bar went strictly beyond the limit, since at the limit itself the queue ahead of us is not known. All our fills of
/// one bar together stay within a share of its volume. What market and immediate-or-cancel orders cannot fill expires.
/// </remarks>
/// <param name="desk">Where fills are kept.</param>
/// <param name="takers">What worsens prices.</param>
/// <param name="resting">What is put into the book.</param>
/// <param name="guard">What keeps orders of ours apart.</param>
/// <param name="triggers">What triggers orders that wait for a price.</param>
/// <param name="volumeShare">The part of a bar's volume that is ours to have.</param>
internal sealed partial class BarMatching(
    OrderDesk desk,
    TakerMatching takers,
    RestingMatching resting,
    SelfTradeGuard guard,
    TriggerWatch triggers,
    Rate volumeShare)
{
    private VenueInstrument _instrument = null!;
    private TimestampNs _openTime;
    private PriceTicks _open;
    private PriceTicks _high;
    private PriceTicks _low;
    private PriceTicks _close;
    private long _lotsLeft;

    /// <summary>Takes a closed bar into account.</summary>
    internal void OnBar(VenueInstrument instrument, in Event bar)
    {
        _instrument = instrument;
        _openTime = bar.Time - bar.Interval.LengthNs();
        _open = bar.Bar.Open;
        _high = _open + new PriceTicks(bar.Bar.HighOffset);
        _low = _open + new PriceTicks(bar.Bar.LowOffset);
        _close = _open + new PriceTicks(bar.Bar.CloseOffset);
        _lotsLeft = (long)((Int128)bar.Bar.Volume.Value * volumeShare.Value / Rate.Scale);

        FillWaiting(instrument.Waiting.Head);
        FillAtOpen(instrument.Bids.Head);
        FillAtOpen(instrument.Asks.Head);
        FillTriggered();
        FillWithin(instrument.Bids.Head);
        FillWithin(instrument.Asks.Head);
    }

    private void FillWaiting(int slot)
    {
        while (slot != OrderTable.None)
        {
            var next = desk.Orders[slot].Next;
            if (desk.Orders[slot].Arrival <= _openTime)
            {
                TakeAtOpen(slot);
                Expire(slot);
            }

            slot = next;
        }
    }

    /// <summary>
    /// A limit that was not in the book before this bar opened, and that its open makes marketable, takes.
    /// </summary>
    private void FillAtOpen(int slot)
    {
        while (slot != OrderTable.None)
        {
            ref var order = ref desk.Orders[slot];
            var next = order.Next;
            if (order.IsFresh && order.Arrival <= _openTime && !order.IsPostOnly)
            {
                TakeAtOpen(slot);
            }

            slot = next;
        }
    }

    private void TakeAtOpen(int slot) => TakeAt(slot, _open);

    /// <summary>Takes at a price worsened by the slippage, a limit never beyond itself.</summary>
    /// <returns>Whether the order's limit allows the price.</returns>
    private bool TakeAt(int slot, PriceTicks market)
    {
        var side = desk.Orders[slot].Side;
        var price = takers.Worsen(side, market);
        if (desk.Orders[slot].Type == OrderType.Limit)
        {
            var limit = desk.Orders[slot].Price;
            if (!TakerMatching.IsWithin(side, limit, market))
            {
                return false;
            }

            price = TakerMatching.IsWithin(side, limit, price) ? price : limit;
        }

        var isWholeOrNothing = desk.Orders[slot].TimeInForce == TimeInForce.FillOrKill;
        if (isWholeOrNothing && !CanFillWhole(slot, market))
        {
            return true;
        }

        guard.Clear(_instrument, slot, market);
        if (desk.Orders[slot].IsOpen)
        {
            Fill(slot, price, isMaker: false);
        }

        return true;
    }

    private bool CanFillWhole(int slot, PriceTicks market)
    {
        ref readonly var order = ref desk.Orders[slot];
        var wanted = order.Leaves.Value;
        return _lotsLeft >= wanted && desk.Reducible(_instrument, in order) >= wanted
            && (!guard.StopsTaker(_instrument) || !guard.WouldMeet(_instrument, order.Side, market));
    }

    /// <summary>Ends what an order that does not rest could not have.</summary>
    private void Expire(int slot)
    {
        if (desk.Orders[slot].IsOpen)
        {
            var reason = desk.Orders[slot].TimeInForce == TimeInForce.FillOrKill
                ? ReasonCode.FillOrKillUnfilled
                : ReasonCode.ImmediateOrCancelRemainder;
            desk.End(_instrument, slot, EventKind.OrderExpired, reason);
        }
    }

    private void FillWithin(int slot)
    {
        while (slot != OrderTable.None)
        {
            ref var order = ref desk.Orders[slot];
            var next = order.Next;
            if (order.Arrival <= _openTime)
            {
                order.IsFresh = false;
                if (order.Side == Side.Bid ? _low < order.Price : _high > order.Price)
                {
                    Fill(slot, order.Price, isMaker: true);
                }
            }

            slot = next;
        }
    }

    private void Fill(int slot, PriceTicks price, bool isMaker)
    {
        if (_lotsLeft > 0)
        {
            _lotsLeft -= desk.Fill(_instrument, slot, price, new QtyLots(_lotsLeft), isMaker).Value;
        }
    }
}
