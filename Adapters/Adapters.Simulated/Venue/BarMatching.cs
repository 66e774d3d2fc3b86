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
/// <param name="volumeShare">The part of a bar's volume that is ours to have.</param>
internal sealed class BarMatching(OrderDesk desk, TakerMatching takers, Rate volumeShare)
{
    private VenueInstrument _instrument = null!;
    private TimestampNs _openTime;
    private PriceTicks _open;
    private PriceTicks _high;
    private PriceTicks _low;
    private long _lotsLeft;

    /// <summary>Takes a closed bar into account.</summary>
    internal void OnBar(VenueInstrument instrument, in Event bar)
    {
        _instrument = instrument;
        _openTime = bar.Time - bar.Interval.LengthNs();
        _open = bar.Bar.Open;
        _high = _open + new PriceTicks(bar.Bar.HighOffset);
        _low = _open + new PriceTicks(bar.Bar.LowOffset);
        _lotsLeft = (long)((Int128)bar.Bar.Volume.Value * volumeShare.Value / Rate.Scale);

        FillWaiting(instrument.Waiting.Head);
        FillAtOpen(instrument.Bids.Head);
        FillAtOpen(instrument.Asks.Head);
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
                if (desk.Orders[slot].IsOpen)
                {
                    desk.End(
                        _instrument, slot, EventKind.OrderExpired, ReasonCode.ImmediateOrCancelRemainder);
                }
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

    private void TakeAtOpen(int slot)
    {
        ref readonly var order = ref desk.Orders[slot];
        var price = takers.Worsen(order.Side, _open);
        if (order.Type == OrderType.Limit)
        {
            if (!TakerMatching.IsWithin(order.Side, order.Price, _open))
            {
                return;
            }

            price = TakerMatching.IsWithin(order.Side, order.Price, price) ? price : order.Price;
        }

        Fill(slot, price, isMaker: false);
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
