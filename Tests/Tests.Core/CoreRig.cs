using Engine.Core;
using Engine.Core.Guards;
using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Core.Sanitizing;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Core;

/// <summary>A core with one perpetual and one scripted strategy, told things event by event.</summary>
/// <remarks>
/// Tick 0.1, lot 0.01, so that ticks × lots × 100,000 is money in 10⁻⁸: 1,000 ticks × 5 lots is 5 quote.
/// </remarks>
internal sealed class CoreRig : IStrategyCatalog
{
    public static readonly InstrumentId Instrument = new(0);
    public static readonly StrategyId Strategy = new(1);
    public static readonly AccountId Account = new(1);
    public static readonly AssetId Base = new(1);
    public static readonly AssetId Quote = new(2);

    private readonly Dictionary<string, Func<Strategy>> _types = [];
    private long _time = 1_000;

    public CoreRig(ContractType contract = ContractType.LinearPerpetual, params Strategy[] strategies)
        : this(InstrumentOf(contract), strategies)
    {
    }

    public CoreRig(Instrument instrument, params Strategy[] strategies)
        : this(instrument)
    {
        var all = strategies.Length == 0 ? [Script] : strategies;
        for (var i = 0; i < all.Length; i++)
        {
            AddStrategy((ushort)(i + 1), all[i]);
        }
    }

    private CoreRig(Instrument instrument)
    {
        Script = new ScriptedStrategy();
        Core = new TradingCore(this);
        Define(instrument);
    }

    public TradingCore Core { get; }

    public ScriptedStrategy Script { get; }

    public List<Command> AllCommands { get; } = [];

    /// <summary>Every event so far.</summary>
    public List<Event> Events { get; } = [];

    public IReadOnlyList<Command> LastCommands { get; private set; } = [];

    public static CoreRig Started(ContractType contract = ContractType.LinearPerpetual, params Strategy[] strategies) =>
        Started(InstrumentOf(contract), strategies);

    public static CoreRig Started(Instrument instrument, params Strategy[] strategies) =>
        new CoreRig(instrument, strategies).Start();

    /// <summary>One that nothing trades by.</summary>
    public static CoreRig StartedWithoutStrategy() => new CoreRig(InstrumentOf()).Start();

    /// <summary>What the rig trades, with the venue's bounds of an order, zero for none.</summary>
    public static Instrument InstrumentOf(
        ContractType contract = ContractType.LinearPerpetual, long minNotional = 0, long minLots = 0, long maxLots = 0,
        int id = 0, int tickDecimals = 1, int lotDecimals = 2) =>
        new(new DecimalStep(1, tickDecimals), new DecimalStep(1, lotDecimals), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(id),
            Venue = VenueId.Simulated,
            Symbol = "BTCUSDT",
            ContractType = contract,
            BaseAsset = Base,
            QuoteAsset = Quote,
            SettleAsset = Quote,
            MinNotional = new Money(minNotional * Money.Scale),
            MinQuantity = new QtyLots(minLots),
            MaxQuantity = new QtyLots(maxLots),
        };

    public StrategyDescriptor? Find(string name) => _types.TryGetValue(name, out var create)
        ? new StrategyDescriptor
        {
            Name = name,
            Summary = "scripted",
            Parameters = [ParameterDescriptor.OfInteger("level", 1, 0, 10, "A level.")],
            Create = create,
        }
        : null;

    /// <summary>Puts an event through, one nanosecond later than the one before unless it has a later time.</summary>
    public IReadOnlyList<Command> Send(Event e)
    {
        _time = Math.Max(_time + 1, e.Time.Value);
        e.Time = new TimestampNs(_time);
        Events.Add(e);
        Core.OnEvent(e, Core.Sequence + 1);
        LastCommands = Core.Commands.ToArray();
        AllCommands.AddRange(LastCommands);
        return LastCommands;
    }

    public void StartSession(RunMode mode = RunMode.Backtest)
    {
        var e = Event.Create(EventKind.SessionStarted, default, InstrumentId.None);
        e.SessionStarted.Mode = mode;
        Send(e);
    }

    public IReadOnlyList<Command> EndSession() =>
        Send(Event.Create(EventKind.SessionEnded, default, InstrumentId.None));

    public void Balance(long quote)
    {
        var e = Event.Create(EventKind.Balance, default, InstrumentId.None);
        e.Balance = new Balance { Total = new Money(quote * Money.Scale), Asset = Quote, Account = Account };
        Send(e);
    }

    /// <summary>A snapshot of one level a side.</summary>
    public void Book(long bid, long ask, long quantity = 1_000)
    {
        Send(Level(Side.Bid, bid, quantity, EventFlags.Snapshot, isLast: false));
        Send(Level(Side.Ask, ask, quantity, EventFlags.Snapshot, isLast: true));
    }

    public static Event Level(Side side, long price, long quantity, EventFlags flags = 0, bool isLast = true)
    {
        var e = Event.Create(EventKind.BookLevel, default, Instrument, flags | (side == Side.Ask ? EventFlags.Ask : 0));
        e.Flags = isLast ? e.Flags : e.Flags & ~EventFlags.LastOfRun;
        e.BookLevel = new BookLevel { Price = new PriceTicks(price), Quantity = new QtyLots(quantity) };
        return e;
    }

    public IReadOnlyList<Command> Gap() => Send(Event.Create(EventKind.FeedGap, default, Instrument));

    public IReadOnlyList<Command> Accept(OrderId order, long venueKey = 77)
    {
        var e = Event.Create(EventKind.OrderAccepted, default, Instrument);
        e.OrderAccepted = new OrderAccepted { OrderId = order, VenueOrderKey = Key128.FromNumber(venueKey) };
        return Send(e);
    }

    public IReadOnlyList<Command> Done(
        EventKind kind, OrderId order, long filled = 0, ReasonCode reason = ReasonCode.None)
    {
        var e = Event.Create(kind, default, Instrument);
        e.OrderDone = new OrderDone
        {
            OrderId = order,
            CumulativeQuantity = new QtyLots(filled),
            Reason = reason,
        };
        return Send(e);
    }

    /// <summary>A gateway's word on the line that the venue's reports come by.</summary>
    public IReadOnlyList<Command> Line(LineState state)
    {
        var e = Event.Create(EventKind.VenueLine, default, InstrumentId.None);
        e.VenueLine = new VenueLine { Venue = Core.Markets[0].Instrument.Venue, State = state };
        return Send(e);
    }

    /// <summary>The venue's word on the position.</summary>
    public IReadOnlyList<Command> Position(long lots)
    {
        var e = Event.Create(EventKind.Position, default, Instrument);
        e.Position = new Position { Quantity = new QtyLots(lots), Account = Account };
        return Send(e);
    }

    public IReadOnlyList<Command> Refused(EventKind kind, OrderId order, ReasonCode reason = ReasonCode.VenueRejected)
    {
        var e = Event.Create(kind, default, Instrument);
        e.OrderRejected = new OrderRejected { OrderId = order, Reason = reason };
        return Send(e);
    }

    public IReadOnlyList<Command> Amended(OrderId order, long price, long quantity)
    {
        var e = Event.Create(EventKind.OrderAmended, default, Instrument);
        e.OrderAmended = new OrderAmended
        {
            OrderId = order,
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
        };
        return Send(e);
    }

    public IReadOnlyList<Command> Status(
        OrderId order, OrderState state, long price = 0, long quantity = 0, long filled = 0)
    {
        var e = Event.Create(EventKind.OrderStatus, default, Instrument);
        e.OrderStatus = new OrderStatus
        {
            OrderId = order,
            State = state,
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
            CumulativeQuantity = new QtyLots(filled),
        };
        return Send(e);
    }

    /// <summary>
    /// What the gateway says of a command on an order: of its last one of a kind, or of its last one that was no
    /// question.
    /// </summary>
    public IReadOnlyList<Command> Gateway(
        OrderId order, GatewayOutcome outcome, CommandKind about = CommandKind.None)
    {
        var last = AllCommands.FindLastIndex(c => c.OrderId == order && (about == CommandKind.None
            ? c.Kind is CommandKind.PlaceOrder or CommandKind.AmendOrder or CommandKind.CancelOrder
            : c.Kind == about));
        var cause = last < 0 ? 0 : AllCommands[last].Cause;
        var e = Event.Create(EventKind.GatewayReport, default, Instrument);
        e.GatewayReport = new GatewayReport
        {
            OrderId = order,
            Outcome = outcome,
            Cause = cause,
            Ordinal = last - AllCommands.FindIndex(c => c.Cause == cause),
        };
        return Send(e);
    }

    public IReadOnlyList<Command> Operator(OperatorAction action)
    {
        var e = Event.Create(EventKind.OperatorRequest, default, InstrumentId.None);
        e.OperatorRequest = new OperatorRequest { Action = action };
        return Send(e);
    }

    public IReadOnlyList<Command> Fill(
        OrderId order, Side side, long price, long quantity, long tradeKey, long feeUnits = 0,
        AssetId? feeAsset = null, long filled = 0)
    {
        var fill = Event.Create(EventKind.Fill, default, Instrument, side == Side.Ask ? EventFlags.Ask : 0);
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill = new Fill
        {
            OrderId = order,
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
            Fee = new Money(feeUnits),
            CumulativeQuantity = new QtyLots(filled),
        };
        Send(fill);

        var detail = Event.Create(EventKind.FillDetail, default, Instrument);
        detail.FillDetail = new FillDetail
        {
            FeeAsset = feeAsset ?? Quote,
            Account = Account,
            TradeKey = Key128.FromNumber(tradeKey),
        };
        return Send(detail);
    }

    public void SetLimit(int place, string name, ParameterType type, long bits)
    {
        var e = Event.Create(EventKind.ParameterSet, default, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Parameter = (ushort)place,
            Type = type,
            Bits = bits,
            Name = Text24.From(name),
        };
        Send(e);
    }

    /// <summary>Sets one of the risk limits by its name: of the account, of an instrument or of a strategy.</summary>
    public void SetRisk(string name, double value, ushort strategy = 0, InstrumentId? instrument = null)
    {
        var place = RiskLimits.Table.ToList().FindIndex(row => row.Name == name);
        var first = strategy > 0 ? RiskLimits.StrategyPlace : 0;
        Set(RiskLimits.Table[place], first + place, value, strategy, instrument);
    }

    /// <summary>Sets one of the guards' parameters by its name.</summary>
    public void SetGuard(string name, double value)
    {
        var place = GuardLimits.Table.ToList().FindIndex(row => row.Name == name);
        Set(GuardLimits.Table[place], GuardLimits.FirstPlace + place, value, 0, null);
    }

    /// <summary>Sets one of the order manager's parameters by its name.</summary>
    public void SetOrders(string name, double value)
    {
        var place = OrderRules.Table.ToList().FindIndex(row => row.Name == name);
        Set(OrderRules.Table[place], OrderRules.FirstPlace + place, value, 0, null);
    }

    /// <summary>A mark price, in units of the quote currency.</summary>
    public void Mark(decimal price)
    {
        var e = Event.Create(EventKind.Mark, default, Instrument);
        e.Mark = new Mark { MarkPrice = new FinePrice((long)(price * FinePrice.Scale)) };
        Send(e);
    }

    /// <summary>Lets the scripted strategy ask once, at a change of the book that moves no price.</summary>
    public OrderId Ask(Func<ScriptedStrategy, OrderId> request)
    {
        OrderId answer = default;
        Script.OnBookDo = s => answer = request(s);
        Send(Level(Side.Bid, 999, 1_000 + Core.Sequence));
        Script.OnBookDo = null;
        return answer;
    }

    /// <summary>Lets stream time go by.</summary>
    public IReadOnlyList<Command> Wait(long ns) => Tick(new TimestampNs(Core.Clock.Value + ns));

    private void Set(ParameterDescriptor row, int place, double value, ushort strategy, InstrumentId? instrument)
    {
        var e = Event.Create(EventKind.ParameterSet, default, instrument ?? InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = new StrategyId(strategy),
            Parameter = (ushort)place,
            Type = row.Type,
            Bits = row.Type switch
            {
                ParameterType.Real => BitConverter.DoubleToInt64Bits(value),
                ParameterType.Money => (long)(value * Money.Scale),
                _ => (long)value,
            },
            Name = Text24.From(row.Name),
        };
        Send(e);
    }

    /// <summary>Sets one of the sanitizer's parameters by its name.</summary>
    public void SetSanitizer(string name, long bits)
    {
        var place = SanitizerLimits.Table.ToList().FindIndex(row => row.Name == name);
        SetLimit(SanitizerLimits.FirstPlace + place, name, SanitizerLimits.Table[place].Type, bits);
    }

    /// <summary>Takes a strategy's right to orders away; before the session starts.</summary>
    public void SetSignalsOnly(ushort strategy)
    {
        var e = Event.Create(EventKind.ParameterSet, default, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = new StrategyId(strategy),
            Parameter = HostedParameters.FirstPlace,
            Type = ParameterType.Flag,
            Bits = 1,
            Name = Text24.From(HostedParameters.SignalsOnlyName),
        };
        Send(e);
    }

    public IReadOnlyList<Command> Trade(long price, long quantity, TimestampNs time = default, long latencyNs = -1)
    {
        var e = Event.Create(EventKind.Trade, time, Instrument);
        e.Trade = new Trade { Price = new PriceTicks(price), Quantity = new QtyLots(quantity) };
        if (latencyNs >= 0)
        {
            e.VenueTime = time + -latencyNs;
        }

        return Send(e);
    }

    public IReadOnlyList<Command> Tick(TimestampNs time) =>
        Send(Event.Create(EventKind.Tick, time, InstrumentId.None));

    private void AddStrategy(ushort number, Strategy strategy)
    {
        var name = $"scripted-{number}";
        _types[name] = () => strategy;
        var defined = Event.Create(EventKind.StrategyDefined, default, InstrumentId.None);
        defined.StrategyDefined = new StrategyDefined
        {
            Strategy = new StrategyId(number),
            TypeName = Text32.From(name),
        };
        Send(defined);
        var bound = Event.Create(EventKind.StrategyInstrument, default, Instrument);
        bound.StrategyInstrument = new StrategyInstrument { Strategy = new StrategyId(number), Account = Account };
        Send(bound);
    }

    private CoreRig Start()
    {
        Balance(100_000);
        StartSession();
        Book(bid: 999, ask: 1_001);
        return this;
    }

    private void Define(Instrument instrument)
    {
        Send(InstrumentEvents.DefineAsset(Base, "BTC", default));
        Send(InstrumentEvents.DefineAsset(Quote, "USDT", default));
        foreach (var slot in InstrumentEvents.Define(instrument, default))
        {
            Send(slot);
        }
    }
}
