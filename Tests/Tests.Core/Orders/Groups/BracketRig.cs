using Engine.Core;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>
/// A core whose scripted strategy has a bracket around a long entry at 1,000 ticks: profit 1,050, stop 950.
/// </summary>
internal sealed class BracketRig
{
    public const long Second = TimestampNs.PerSecond;

    private long _tradeKey;

    public BracketRig(params Strategy[] others)
        : this(ContractType.LinearPerpetual, others)
    {
    }

    public BracketRig(ContractType contract, params Strategy[] others)
    {
        Mine = new ScriptedStrategy();
        Rig = CoreRig.Started(contract, [Mine, .. others]);
    }

    public BracketRig(Instrument instrument)
    {
        Mine = new ScriptedStrategy();
        Rig = CoreRig.Started(instrument, Mine);
    }

    public CoreRig Rig { get; }

    public ScriptedStrategy Mine { get; }

    public TradingCore Core => Rig.Core;

    public OrderId Entry { get; private set; }

    public OrderId TakeProfit => Status.TakeProfitOrder;

    public OrderId Stop => Status.StopOrder;

    public ProtectionState State => Status.State;

    /// <summary>The last state that a command has told.</summary>
    public ProtectionState Told => (ProtectionState)Rig.AllCommands
        .Last(command => command.Kind == CommandKind.ProtectionState).StateAfter;

    public BracketStatus Status => Core.TryGetBracket(CoreRig.Strategy, Entry, out var status) ? status : default;

    public IEnumerable<Command> Alarms =>
        Rig.AllCommands.Where(c => c.Kind == CommandKind.Alert && c.Reason == ReasonCode.ProtectionLost);

    /// <summary>Asks for the entry; nothing is filled.</summary>
    public BracketRig Enter(long lots = 10, Bracket? bracket = null, Side side = Side.Bid)
    {
        var terms = bracket ?? Bracket.At(new PriceTicks(1_050), new PriceTicks(950));
        var request = OrderRequest.Limit(CoreRig.Instrument, side, new PriceTicks(1_000), new QtyLots(lots));
        Entry = Ask(s => s.Now.Place(request, terms));
        return this;
    }

    /// <summary>Fills some of the entry.</summary>
    public BracketRig FillEntry(long lots)
    {
        Fill(Entry, lots, 1_000);
        return this;
    }

    /// <summary>An entry that is filled, with both protective orders accepted.</summary>
    public BracketRig Hold(long lots = 10, Bracket? bracket = null)
    {
        Enter(lots, bracket).FillEntry(lots);
        if (TakeProfit != OrderId.None)
        {
            Rig.Accept(TakeProfit);
        }

        if (Stop != OrderId.None)
        {
            Rig.Accept(Stop);
        }

        return this;
    }

    public IReadOnlyList<Command> Fill(OrderId order, long lots, long price) =>
        Rig.Fill(order, OrderOf(order).Side, price, lots, ++_tradeKey);

    /// <summary>A fill whose fee is paid in the base asset, 10⁻⁸ of it: a lot is 1,000,000.</summary>
    public IReadOnlyList<Command> FillForBase(OrderId order, long lots, long price, long feeUnits) =>
        Rig.Fill(order, OrderOf(order).Side, price, lots, ++_tradeKey, feeUnits, CoreRig.Base);

    public IReadOnlyList<Command> Triggered(OrderId order)
    {
        var e = Event.Create(EventKind.OrderTriggered, default, CoreRig.Instrument);
        e.OrderTriggered = new OrderTriggered { OrderId = order };
        return Rig.Send(e);
    }

    public IReadOnlyList<Command> Canceled(OrderId order) => Rig.Done(EventKind.OrderCanceled, order);

    public Order OrderOf(OrderId id) => Core.TryGetOrder(id, out var order) ? order : default;

    /// <summary>Lets a strategy ask once, at a change of the book that moves no price.</summary>
    public OrderId Ask(Func<ScriptedStrategy, OrderId> request, ScriptedStrategy? who = null)
    {
        OrderId answer = default;
        var asking = who ?? Mine;
        asking.OnBookDo = s => answer = request(s);
        Rig.Send(CoreRig.Level(Side.Bid, 999, 1_000 + Core.Sequence));
        asking.OnBookDo = null;
        return answer;
    }

    /// <summary>Another order of a strategy, filled at once.</summary>
    public void Trade(Side side, long lots, ScriptedStrategy? who = null) =>
        Fill(Ask(s => s.Market(side, lots), who), lots, 1_000);

    /// <summary>The commands of the last event that go to the venue: kind, order, quantity.</summary>
    public IEnumerable<(CommandKind Kind, OrderId Order, long Lots)> Sent => Rig.LastCommands
        .Where(command => command.IsForGateway)
        .Select(command => (command.Kind, command.OrderId, command.Quantity.Value));
}
