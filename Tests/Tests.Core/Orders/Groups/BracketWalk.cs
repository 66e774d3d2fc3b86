using Engine.Core.Guards;
using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>
/// One bracket driven by dice: reports of any kind about any of its orders, in any order, twice or never; another
/// strategy on the account, halts, restarts. What must be true is looked at after each.
/// </summary>
internal sealed class BracketWalk
{
    private readonly ScriptedStrategy _other = new();
    private readonly BracketRig _rig;
    private readonly Random _dice;
    private readonly Dictionary<OrderId, long> _filled = [];
    private readonly Dictionary<OrderId, TimestampNs> _refused = [];
    private long _held;
    private long _excess;

    internal BracketWalk(int seed)
    {
        _dice = new Random(seed);
        _rig = new BracketRig(_other);
        _rig.Rig.SetRisk("maxOpeningsPerHour", 0);
        _rig.Rig.SetRisk("maxOpeningsPerDay", 0);
        _rig.Rig.SetGuard("maxOpeningsPerDay", 0);
        _rig.Rig.SetGuard("breakerErrors", 0);
        _rig.Rig.SetOrders("onProtectionLost", _dice.Next(2));
        _rig.Rig.SetOrders("notFoundAfter", 0);
        _rig.Enter(lots: 3 + _dice.Next(6));
    }

    /// <summary>What was not as it must be.</summary>
    internal List<string> Wrong { get; } = [];

    /// <summary>Every state that was told.</summary>
    internal IEnumerable<ProtectionState> States => _rig.Rig.AllCommands
        .Where(command => command.Kind == CommandKind.ProtectionState)
        .Select(command => (ProtectionState)command.StateAfter);

    internal void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var what = Step();
            Look($"step {step}, {what}");
        }
    }

    /// <summary>The venue works again and answers everything; then the strategy gives up what it still holds.</summary>
    internal void End()
    {
        _rig.Rig.Operator(OperatorAction.Resume);
        AnswerAll();
        Look("at rest");
        _rig.Ask(s => s.Now.Cancel(_rig.Entry) ? _rig.Entry : default);
        AnswerAll();
        var mine = Position(CoreRig.Strategy);
        if (mine != 0)
        {
            Trade(mine > 0 ? Side.Ask : Side.Bid, Math.Abs(mine), null);
        }

        AnswerAll();
        var open = Orders().Where(order => order.Strategy == CoreRig.Strategy && !order.IsFinal).ToList();
        if (open.Count > 0)
        {
            Wrong.Add($"at the end nothing is held and order {open[0].Id.Value} ({open[0].Role}) is {open[0].State}");
        }

        if (_rig.Entry != OrderId.None && _rig.Told != ProtectionState.Done)
        {
            Wrong.Add($"at the end the bracket is {_rig.Told}");
        }
    }

    private IEnumerable<Order> Orders() => _rig.Rig.AllCommands
        .Where(command => command.Kind == CommandKind.PlaceOrder)
        .Select(command => _rig.OrderOf(command.OrderId));

    private Order Some()
    {
        var all = Orders().Where(order => order.Strategy == CoreRig.Strategy).ToList();
        return all[^Math.Min(all.Count, 1 + _dice.Next(5))];
    }

    private string Step()
    {
        var order = Some();
        var what = _dice.Next(16);
        switch (what)
        {
            case < 4:
                Fill(order);
                break;
            case < 7:
                _rig.Rig.Accept(order.Id);
                break;
            case 7:
                _rig.Rig.Refused(EventKind.OrderRejected, order.Id, Reason());
                break;
            case 8:
                _rig.Rig.Done(_dice.Next(2) == 0 ? EventKind.OrderCanceled : EventKind.OrderExpired, order.Id);
                break;
            case 9:
                Amend(order);
                break;
            case 10:
                _rig.Rig.Gateway(order.Id, _dice.Next(2) == 0 ? GatewayOutcome.TimedOut : GatewayOutcome.Failed);
                _refused[order.Id] = _rig.Core.Clock;
                break;
            case 11:
                _rig.Rig.Status(
                    order.Id, _dice.Next(3) == 0 ? OrderState.Unknown : OrderState.New, order.Price.Value,
                    order.Quantity.Value);
                break;
            case 12:
                Trade(_dice.Next(2) == 0 ? Side.Bid : Side.Ask, 1 + _dice.Next(4), _dice.Next(2) == 0 ? _other : null);
                break;
            case 13:
                Control();
                break;
            case 14:
                _rig.Triggered(order.Id);
                break;
            default:
                _rig.Rig.Wait(BracketRig.Second * _dice.Next(1, 8));
                break;
        }

        return $"{what} of order {order.Id.Value} ({order.Role})";
    }

    private ReasonCode Reason() => _dice.Next(3) switch
    {
        0 => ReasonCode.VenueTriggerAtOnce,
        1 => ReasonCode.VenueReduceOnly,
        _ => ReasonCode.VenueBusy,
    };

    private void Amend(in Order order)
    {
        if (_dice.Next(3) == 0)
        {
            _rig.Rig.Refused(EventKind.AmendRejected, order.Id);
        }
        else if (order.IsAmendUnanswered)
        {
            _rig.Rig.Amended(order.Id, order.RequestedPrice.Value, order.RequestedQuantity.Value);
        }
    }

    private void Control()
    {
        switch (_dice.Next(4))
        {
            case 0:
                _rig.Rig.Operator(OperatorAction.Halt);
                break;
            case 1:
                _rig.Rig.StartSession();
                _rig.Rig.Book(bid: 999, ask: 1_001);
                _rig.Rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));
                break;
            case 2 when _dice.Next(4) == 0:
                _rig.Rig.Operator(OperatorAction.Kill);
                break;
            default:
                _rig.Rig.Operator(OperatorAction.Resume);
                break;
        }
    }

    /// <summary>A fill of some of what an order asked for: also of one that has ended.</summary>
    private void Fill(in Order order)
    {
        var left = order.Quantity.Value - _filled.GetValueOrDefault(order.Id);
        if (left > 0 && (order.Role != GroupRole.None || !order.IsFinal))
        {
            FillBy(order, 1 + _dice.Next((int)left));
        }
    }

    private void FillBy(in Order order, long lots)
    {
        _filled[order.Id] = _filled.GetValueOrDefault(order.Id) + lots;
        switch (order.Role)
        {
            case GroupRole.Entry:
                _held += lots;
                break;
            case GroupRole.None:
                break;
            default:
                Exit(order.Side, lots);
                break;
        }

        _rig.Fill(order.Id, lots, 1_000);
        Trim();
    }

    /// <summary>What closes more than is held is missing; what trades back more than is missing is held.</summary>
    private void Exit(Side side, long lots)
    {
        if (side == Side.Ask)
        {
            _excess += Math.Max(0, lots - _held);
            _held = Math.Max(0, _held - lots);
        }
        else
        {
            _held += Math.Max(0, lots - _excess);
            _excess = Math.Max(0, _excess - lots);
        }
    }

    private void Trade(Side side, long lots, ScriptedStrategy? who)
    {
        var id = _rig.Ask(s => s.Market(side, lots), who);
        if (id != OrderId.None)
        {
            FillBy(_rig.OrderOf(id), lots);
        }
    }

    private void Trim()
    {
        _held = Math.Max(0, Math.Min(_held, Position(CoreRig.Strategy)));
        _excess = Math.Max(0, Math.Min(_excess, -Position(CoreRig.Strategy)));
    }

    private long Position(StrategyId strategy) =>
        _rig.Core.Portfolio.OfStrategy(strategy, CoreRig.Instrument).Quantity.Value;

    private void AnswerAll()
    {
        for (var round = 0; round < 120; round++)
        {
            foreach (var order in Orders().Where(order => !order.IsFinal).ToList())
            {
                Answer(_rig.OrderOf(order.Id));
            }

            // Refusals that contradict the books have been asked about.
            _rig.Rig.Position(_rig.Core.Portfolio[CoreRig.Instrument].Quantity.Value);

            // Less than what is waited for an answer: what is accepted in one round is filled in the next.
            _rig.Rig.Wait(5 * BracketRig.Second);
        }
    }

    private void Answer(in Order order)
    {
        switch (order.State)
        {
            case OrderState.PendingNew:
                _rig.Rig.Accept(order.Id);
                break;
            case OrderState.PendingCancel:
                _rig.Rig.Done(EventKind.OrderCanceled, order.Id);
                break;
            case OrderState.PendingAmend:
                _rig.Rig.Amended(order.Id, order.RequestedPrice.Value, order.RequestedQuantity.Value);
                break;
            case OrderState.Unknown:
                _rig.Rig.Status(order.Id, OrderState.Canceled);
                break;
            case OrderState.New or OrderState.PartiallyFilled when order.Type == OrderType.Market:
                var most = order.Side == Side.Ask
                    ? _rig.Core.Portfolio.ClosableLots(CoreRig.Instrument, Side.Ask)
                    : _rig.Core.Portfolio.ClosableLots(CoreRig.Instrument, Side.Bid);
                if (most > 0)
                {
                    FillBy(order, Math.Min(most, order.LeavesQuantity.Value));
                }

                if (!_rig.OrderOf(order.Id).IsFinal)
                {
                    _rig.Rig.Done(EventKind.OrderExpired, order.Id);
                }

                break;
            default:
                break;
        }
    }

    private void Look(string when)
    {
        var open = Orders().Where(order => order.Group == _rig.Entry && order.IsOfBracket && !order.IsFinal).ToList();
        foreach (var order in open.Where(order => order.Side == Side.Ask && order.LeavesQuantity.Value > _held))
        {
            // What is too large has a request under way, or the last one was refused and waits its second.
            if (order.State is OrderState.New or OrderState.PartiallyFilled && _rig.Core.KillState == KillState.Off
                && !IsHeldBack(order) && !(order.IsTriggered && !order.Type.HasLimit()))
            {
                Wrong.Add($"{when}: {order.Role} stands for {order.LeavesQuantity.Value}, {_held} are held");
            }
        }

        var status = _rig.Status;
        if (status.State != ProtectionState.None && status.Held.Value != _held)
        {
            Wrong.Add($"{when}: {status.Held.Value} are held by the bracket, {_held} by the fills");
        }

        if (_held > 0 && _rig.Core.KillState == KillState.Off
            && _rig.Told is not (ProtectionState.Lost or ProtectionState.Closing or ProtectionState.Withdrawn)
            && !IsCovered(open))
        {
            Wrong.Add($"{when}: {_held} are held, told to be {_rig.Told}, open are {open.Count} protective orders");
        }
    }

    private bool IsCovered(List<Order> open)
    {
        var closable = _rig.Core.Portfolio.ClosableLots(CoreRig.Instrument, Side.Ask);
        return _rig.Told == ProtectionState.Netted
            ? closable == 0
            : open.Exists(order => order.Role == GroupRole.TakeProfit)
                && open.Exists(order => order.Role == GroupRole.Stop);
    }

    private bool IsHeldBack(in Order order) => _refused.TryGetValue(order.Id, out var time)
        && _rig.Core.Clock.Value - time.Value <= BracketRig.Second;
}
