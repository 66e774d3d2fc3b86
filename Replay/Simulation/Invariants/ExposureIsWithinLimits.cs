using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>
/// When an order leaves that adds risk, open orders, position and exposure are within the limits that were set.
/// </summary>
internal sealed class ExposureIsWithinLimits : IInvariant
{
    /// <inheritdoc />
    public string? Check(SimulationState state)
    {
        var place = state.Commands.FindLastIndex(
            command => command.Kind == CommandKind.PlaceOrder && (command.Flags & CommandFlags.ReduceOnly) == 0);
        if (place < 0)
        {
            return null;
        }

        var growing = state.Commands[place];
        if (!Grows(state, in growing))
        {
            return null;
        }

        // What leaves behind it closes what a strategy holds; where another holds the other side, that adds up here.
        var behind = state.Commands.GetRange(place + 1, state.Commands.Count - place - 1)
            .FindAll(command => command.Kind == CommandKind.PlaceOrder).ConvertAll(command => command.OrderId);

        // What protects a position has no such limit, and may have left beside it.
        var protecting = state.Commands.FindAll(
            command => command.Kind == CommandKind.OrderGrouped
                && command.Role is GroupRole.TakeProfit or GroupRole.Stop or GroupRole.Closing).Count;
        if (state.Ledger.Open.Count > state.Plan.MaxOpenOrders + state.Ended.Count + protecting)
        {
            return $"{state.Ledger.Open.Count} orders are open, {state.Plan.MaxOpenOrders} may be";
        }

        var (worst, _) = WorstValueOf(state, growing.Instrument, behind);
        if (worst > state.Plan.MaxPositionNotional * Money.Scale)
        {
            return $"position and open orders in instrument {growing.Instrument.Value} are worth {worst} (10⁻⁸), "
                + $"{state.Plan.MaxPositionNotional} may be";
        }

        long sum = 0;
        foreach (var instrument in state.Core.Instruments.All)
        {
            sum += WorstValueOf(state, instrument.Id, behind).Exposure;
        }

        return sum > state.Plan.MaxExposure * Money.Scale
            ? $"positions and open orders are worth {sum} (10⁻⁸), {state.Plan.MaxExposure} may be"
            : null;
    }

    /// <summary>Not an order that only closes what is held: that may leave whatever the limits say.</summary>
    private static bool Grows(SimulationState state, in Command command) =>
        command.Quantity.Value > state.ClosableBy(in command);

    /// <summary>
    /// The largest position that may come of it, and what counts as exposure, both at the lower of the prices before
    /// and after the event: a timer that was due decides by the one before.
    /// </summary>
    private static (long Position, long Exposure) WorstValueOf(
        SimulationState state, InstrumentId instrument, List<OrderId> behind)
    {
        var isHedged = state.IsHedged(instrument);
        long buys = 0, sells = 0;
        foreach (var (number, order) in state.Ledger.Open)
        {
            if (order.Placed.Instrument == instrument && !behind.Contains(order.Placed.OrderId)
                && state.Core.TryGetOrder(new OrderId(number), out var known) && !(isHedged && known.IsReduceOnly))
            {
                var lots = known.ExposedQuantity.Value;
                (buys, sells) = known.Side == Side.Bid ? (buys + lots, sells) : (buys, sells + lots);
            }
        }

        if (isHedged)
        {
            // Each leg with all that may open it; what is reduce-only opens none.
            var (longs, shorts) = (state.Ledger.PositionOf(instrument, PositionLeg.Long).Value + buys,
                -state.Ledger.PositionOf(instrument, PositionLeg.Short).Value + sells);
            return (ValueOf(state, instrument, Math.Max(longs, shorts)), ValueOf(state, instrument, longs + shorts));
        }

        var held = state.Ledger.PositionOf(instrument).Value;
        var value = ValueOf(state, instrument, Math.Max(Math.Abs(held + buys), Math.Abs(held - sells)));
        return (value, value);
    }

    private static long ValueOf(SimulationState state, InstrumentId instrument, long lots)
    {
        state.Core.Instruments[instrument].TryNotional(
            state.LowReferenceOf(instrument), new QtyLots(lots), out var value);
        return value.Value;
    }
}
