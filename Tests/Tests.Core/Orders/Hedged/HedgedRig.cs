using Engine.Core;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Orders.Hedged;

/// <summary>
/// A core whose account holds long and short apart, with two scripted strategies; after every event all sums are
/// checked: legs of strategies against legs of the account, cash, equity.
/// </summary>
/// <remarks>Fills name their leg as a venue does: what opens by its side, what is reduce-only the other.</remarks>
internal sealed class HedgedRig
{
    public static readonly StrategyId First = new(1);
    public static readonly StrategyId Second = new(2);

    private long _tradeKey;

    public HedgedRig(params (string Name, long Bits)[] parameters) =>
        Rig = AccountRig.Open(Mine, Other, [("positionMode", (long)PositionMode.Hedge), .. parameters]);

    public CoreRig Rig { get; }

    public ScriptedStrategy Mine { get; } = new();

    public ScriptedStrategy Other { get; } = new();

    public TradingCore Core => Rig.Core;

    /// <summary>What the last event has sent to the venue: kind, order, side, lots, reduce-only.</summary>
    public IEnumerable<(CommandKind Kind, OrderId Order, Side Side, long Lots, bool IsReduceOnly)> Sent =>
        Rig.LastCommands.Where(command => command.IsForGateway).Select(command => (
            command.Kind, command.OrderId, (command.Flags & CommandFlags.Ask) != 0 ? Side.Ask : Side.Bid,
            command.Quantity.Value, (command.Flags & CommandFlags.ReduceOnly) != 0));

    public long Leg(PositionLeg leg) => Core.Portfolio.Leg(CoreRig.Instrument, leg).Quantity.Value;

    public long LegOf(StrategyId strategy, PositionLeg leg) => RowOf(strategy, leg).Quantity.Value;

    public Engine.Core.Portfolios.Position RowOf(StrategyId strategy, PositionLeg leg) =>
        Core.Portfolio.LegOfStrategy(strategy, CoreRig.Instrument, leg);

    public Order OrderOf(OrderId id) => Core.TryGetOrder(id, out var order) ? order : default;

    public BracketStatus StatusOf(OrderId entry) =>
        Core.TryGetBracket(First, entry, out var status) ? status : default;

    public (ProtectionState State, long Held) Of(OrderId entry) =>
        (StatusOf(entry).State, StatusOf(entry).Held.Value);

    /// <summary>A bracket that is filled in full, with both protective orders accepted.</summary>
    public OrderId Hold(Side side, long lots)
    {
        var entry = Enter(side, lots);
        Fill(entry, lots, 1_000);
        Accept(StatusOf(entry).TakeProfitOrder);
        Accept(StatusOf(entry).StopOrder);
        return entry;
    }

    /// <summary>A bracket whose entry is out: profit and stop 50 ticks away from 1,000.</summary>
    public OrderId Enter(Side side, long lots)
    {
        var (profit, stop) = side == Side.Bid ? (1_050, 950) : (950, 1_050);
        var request = OrderRequest.Limit(CoreRig.Instrument, side, new PriceTicks(1_000), new QtyLots(lots));
        return Ask(s => s.Now.Place(request, Bracket.At(new PriceTicks(profit), new PriceTicks(stop))));
    }

    /// <summary>Another order of a strategy, filled at once.</summary>
    public void Trade(
        Side side, long lots, bool reduceOnly = false, ScriptedStrategy? who = null, long price = 1_000) =>
        Fill(Ask(s => s.Market(side, lots, reduceOnly), who), lots, price);

    public IReadOnlyList<Command> Fill(OrderId id, long lots, long price, decimal fee = 0)
    {
        var order = OrderOf(id);
        var isShort = (order.Side == Side.Ask) != order.IsReduceOnly;
        Rig.Fill(
            order.Side, price, lots, ++_tradeKey, isShort ? EventFlags.ShortLeg : EventFlags.None, fee, order: id);
        return Checked(Rig.LastCommands);
    }

    public IReadOnlyList<Command> Accept(OrderId id) => Checked(Rig.Accept(id));

    public IReadOnlyList<Command> Canceled(OrderId id) => Checked(Rig.Done(EventKind.OrderCanceled, id));

    public IReadOnlyList<Command> Triggered(OrderId id)
    {
        var e = Event.Create(EventKind.OrderTriggered, default, CoreRig.Instrument);
        e.OrderTriggered = new OrderTriggered { OrderId = id };
        return Checked(Rig.Send(e));
    }

    /// <summary>The venue closes some of a leg by force.</summary>
    public void Liquidate(PositionLeg leg, long lots, long price)
    {
        var (side, flags) = leg == PositionLeg.Long ? (Side.Ask, EventFlags.None) : (Side.Bid, EventFlags.ShortLeg);
        Rig.Fill(side, price, lots, ++_tradeKey, flags);
        Checked(Rig.LastCommands);
    }

    public void Fund(PositionLeg leg, long units)
    {
        var flags = leg == PositionLeg.Short ? EventFlags.ShortLeg : EventFlags.None;
        var e = Event.Create(EventKind.FundingPaid, default, CoreRig.Instrument, flags);
        e.FundingPaid = new FundingPaid { Amount = new Money(units), Account = CoreRig.Account };
        Checked(Rig.Send(e));
    }

    public IReadOnlyList<Command> Position(PositionLeg leg, long lots, decimal entry)
    {
        var flags = leg == PositionLeg.Short ? EventFlags.ShortLeg : EventFlags.None;
        var e = Event.Create(EventKind.Position, default, CoreRig.Instrument, flags);
        e.Position.Quantity = new QtyLots(lots);
        e.Position.EntryPrice = new FinePrice((long)(entry * FinePrice.Scale));
        e.Position.Account = CoreRig.Account;
        return Checked(Rig.Send(e));
    }

    public IReadOnlyList<Command> Reconciled() =>
        Checked(Rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None)));

    public IReadOnlyList<Command> Restart(long epoch)
    {
        var e = Event.Create(EventKind.SessionStarted, default, InstrumentId.None);
        e.SessionStarted = new SessionStarted { Mode = RunMode.Live, Epoch = epoch };
        return Checked(Rig.Send(e));
    }

    public IReadOnlyList<Command> Operator(OperatorAction action) => Checked(Rig.Operator(action));

    /// <summary>Lets a strategy ask once, at a change of the book that moves no price.</summary>
    public OrderId Ask(Func<ScriptedStrategy, OrderId> request, ScriptedStrategy? who = null)
    {
        OrderId answer = default;
        var asking = who ?? Mine;
        asking.OnBookDo = s => answer = request(s);
        Checked(Rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + Core.Sequence)));
        asking.OnBookDo = null;
        return answer;
    }

    private IReadOnlyList<Command> Checked(IReadOnlyList<Command> commands)
    {
        Core.Portfolio.AssertConsistent();
        return commands;
    }
}
