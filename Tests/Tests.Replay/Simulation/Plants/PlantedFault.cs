using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;
using Replay.Simulation;

namespace Tests.Replay.Simulation.Plants;

/// <summary>A defect that is not in the product: the invariants must find it.</summary>
internal sealed class PlantedFault : SimulationSeam
{
    private readonly HashSet<long> _ended = [];
    private long _firstOrder;
    private bool _isDone;

    public required PlantedKind Kind { get; init; }

    internal override void OnReport(List<Event[]> runs)
    {
        var run = runs[0];
        if (Kind == PlantedKind.LateFillIgnored && run[0].Kind is EventKind.OrderCanceled or EventKind.OrderExpired)
        {
            // Of a venue that counts, an order does not end before its last fill, and none is late.
            run[0].OrderDone.CumulativeQuantity = QtyLots.Zero;
        }

        if (run[0].Kind != EventKind.Fill || _isDone)
        {
            return;
        }

        if (Kind == PlantedKind.LateFillIgnored)
        {
            if (_ended.Contains(run[0].Fill.OrderId.Value))
            {
                runs.Clear();
            }
        }
        else if (Kind == PlantedKind.FillLostWithoutTimeout)
        {
            runs.Clear();
            _isDone = true;
        }
        else if (Kind == PlantedKind.FillAppliedTwiceUnderAnotherKey)
        {
            var again = (Event[])run.Clone();
            again[1].FillDetail.TradeKey = new Key128(again[1].FillDetail.TradeKey.Low, 77);
            runs.Add(again);
            _isDone = true;
        }
    }

    internal override void OnBooking(ref Event e)
    {
        switch (Kind)
        {
            case PlantedKind.FeeWithTheWrongSign when e.Kind == EventKind.Fill:
                e.Fill.Fee = -e.Fill.Fee;
                break;
            case PlantedKind.FundingDoubled when e.Kind == EventKind.FundingPaid:
                e.FundingPaid.Amount += e.FundingPaid.Amount;
                break;
            case PlantedKind.LimitOffByOne when e.Kind == EventKind.ParameterSet
                && e.ParameterSet.Strategy == StrategyId.Engine && e.ParameterSet.Name.ToString() == "maxOpenOrders":
                e.ParameterSet.Bits++;
                break;
            case PlantedKind.FillOnTheWrongSide when e.Kind == EventKind.Fill:
                e.Flags ^= EventFlags.Ask;
                break;
            case PlantedKind.ExposureLimitDoubled when e.Kind == EventKind.ParameterSet
                && e.ParameterSet.Strategy == StrategyId.Engine
                && e.ParameterSet.Name.ToString() is "maxExposure" or "maxPositionNotional":
                e.ParameterSet.Bits *= 2;
                break;
            case PlantedKind.SessionStartNotHeard when e.Kind == EventKind.SessionStarted
                && e.SessionStarted.Epoch > 1:
                e = Event.Create(EventKind.Tick, e.Time, InstrumentId.None);
                break;
            case PlantedKind.WrongBalanceBelieved when e.Kind == EventKind.ParameterSet
                && e.ParameterSet.Name.ToString() == "queryRetry":
                // The rule of another name: whatever the venue says of balances is within the tolerance.
                e.ParameterSet = ToleranceOf(1_000_000);
                break;
            case PlantedKind.HaltNotHeard when e.Kind == EventKind.OperatorRequest
                && e.OperatorRequest.Action == OperatorAction.Kill:
                e.OperatorRequest.Action = OperatorAction.Reduce;
                break;
            default:
                break;
        }
    }

    internal override void OnRecovered(Action release)
    {
        if (Kind == PlantedKind.RecoveredCommandsSentAgain)
        {
            release();
        }
    }

    internal override void AfterEvent(SimulationState state)
    {
        foreach (var order in state.Ended)
        {
            _ended.Add(order.Placed.OrderId.Value);
        }
    }

    internal override void OnReplay(ref Event e, long sequence)
    {
        if (Kind == PlantedKind.ReplayMissesAnEvent && e.Kind == EventKind.Trade && sequence % 100 == 0)
        {
            e = Event.Create(EventKind.Tick, e.Time, InstrumentId.None);
        }
    }

    internal override bool OnCommand(ref Command command, List<Event[]> answers)
    {
        switch (Kind)
        {
            case PlantedKind.CancelTreatedAsDone when command.Kind == CommandKind.CancelOrder:
                answers.Add([CanceledOf(command)]);
                return false;
            case PlantedKind.OrderNumberReused when command.Kind == CommandKind.PlaceOrder && !_isDone:
                _isDone = _firstOrder != 0;
                command.OrderId = _firstOrder == 0 ? command.OrderId : new OrderId(_firstOrder);
                _firstOrder = command.OrderId.Value;
                return true;
            case PlantedKind.LegNeverCanceled when command.Kind == CommandKind.CancelOrder
                && command.Reason == ReasonCode.Protection:
                return false;
            case PlantedKind.OrderNeverAskedAbout when command.Kind == CommandKind.QueryOrder:
                return false;
            default:
                return true;
        }
    }

    private static ParameterSet ToleranceOf(long units)
    {
        var place = OrderRules.Table.ToList().FindIndex(row => row.Name == "reconcileTolerance");
        return new ParameterSet
        {
            Strategy = StrategyId.Engine,
            Parameter = (ushort)(OrderRules.FirstPlace + place),
            Type = OrderRules.Table[place].Type,
            Bits = units * Money.Scale,
            Name = Text24.From("reconcileTolerance"),
        };
    }

    private static Event CanceledOf(in Command command)
    {
        var e = Event.Create(EventKind.OrderCanceled, TimestampNs.Zero, command.Instrument);
        e.OrderDone = new OrderDone { OrderId = command.OrderId, CumulativeQuantity = QtyLots.Zero };
        return e;
    }
}
