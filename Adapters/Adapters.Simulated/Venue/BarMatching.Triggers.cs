using Adapters.Simulated.Venue.Triggers;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <content>Orders that wait for a price, by bars.</content>
/// <remarks>
/// The way through a bar is not known, so the worse one is taken: what the open has reached goes first, at the worse of
/// open and trigger; then what stops a loss, at its trigger; what takes a profit last. A trailing stop is held against
/// the far end of the bar before the near end moves it, and against the close after that: the close comes last.
/// </remarks>
internal sealed partial class BarMatching
{
    private enum BarStep
    {
        Open,
        Stops,
        TakeProfits,
    }

    private void FillTriggered()
    {
        if (_instrument.Conditional.IsEmpty)
        {
            return;
        }

        FillTriggered(BarStep.Open);
        FillTriggered(BarStep.Stops);
        FillTriggered(BarStep.TakeProfits);
    }

    private void FillTriggered(BarStep step)
    {
        var slot = _instrument.Conditional.Head;
        while (slot != OrderTable.None)
        {
            ref var order = ref desk.Orders[slot];
            var next = order.Next;
            if (!order.IsTriggerOnMark && order.Arrival <= _openTime && TryReach(ref order, step, out var market))
            {
                Trigger(slot, market);
            }

            slot = next;
        }
    }

    /// <summary>Whether a step of the bar reaches an order's trigger, and where the market was then.</summary>
    private bool TryReach(ref VenueOrder order, BarStep step, out PriceTicks market)
    {
        var rises = TriggerRules.WaitsForRise(in order);
        market = _open;
        if (step == BarStep.Open)
        {
            var isReached = TriggerRules.Judge(ref order, _open, _open);
            var stop = TriggerRules.StopOf(in order);
            market = order.Side == Side.Bid == stop > _open ? stop : _open;
            return isReached;
        }

        if (order.Type.IsTakeProfit() != (step == BarStep.TakeProfits))
        {
            return false;
        }

        if (order.Type == OrderType.TrailingStop)
        {
            return TryReachTrailing(ref order, out market);
        }

        market = order.Trigger;
        return rises ? _high >= order.Trigger : _low <= order.Trigger;
    }

    private bool TryReachTrailing(ref VenueOrder order, out PriceTicks market)
    {
        var isAsk = order.Side == Side.Ask;
        market = TriggerRules.StopOf(in order);
        if (order.Extreme != PriceTicks.Zero && (isAsk ? _low <= market : _high >= market))
        {
            return true;
        }

        var near = isAsk ? _high : _low;
        TriggerRules.Follow(ref order, near, near);
        market = TriggerRules.StopOf(in order);
        return order.Extreme != PriceTicks.Zero && (isAsk ? _close <= market : _close >= market);
    }

    private void Trigger(int slot, PriceTicks market)
    {
        triggers.Fire(slot, market);
        ref var order = ref desk.Orders[slot];
        desk.Orders.Unlink(ref _instrument.Conditional, slot);
        order.Arrival = desk.Clock;
        order.IsFresh = true;
        if (desk.EndIfNothingToReduce(_instrument, slot))
        {
            return;
        }

        TakeAt(slot, market);
        if (!order.Type.HasLimit() || !order.TimeInForce.MayRest())
        {
            Expire(slot);
            return;
        }

        guard.Clear(_instrument, slot);
        if (order.IsOpen)
        {
            resting.Rest(_instrument, slot);
        }
    }
}
