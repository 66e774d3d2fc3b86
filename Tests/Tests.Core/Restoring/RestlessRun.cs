using Engine.Core;
using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Core.Restoring;

/// <summary>
/// A core in a seeded storm: two instruments, restless strategies, every kind of report, duplicates, gaps, lost
/// sessions, parameters that change. What it was told and what it decided is kept.
/// </summary>
internal sealed class RestlessRun : IStrategyCatalog
{
    private readonly Random _random;
    private readonly List<OrderId> _orders = [];
    private long _time = 1_000;
    private long _key;

    public RestlessRun(int seed, int length)
    {
        _random = new Random(seed);
        Core = new TradingCore(this);
        Define();
        while (Events.Count < length)
        {
            Step();
        }
    }

    /// <summary>For a core that is fed by hand.</summary>
    public static readonly IStrategyCatalog Catalog = new RestlessRun(0, 0);

    public TradingCore Core { get; }

    public List<Event> Events { get; } = [];

    public List<Command> Commands { get; } = [];

    /// <summary>Whether books have been in doubt.</summary>
    public bool WasInDoubt { get; private set; }

    public StrategyDescriptor? Find(string name) =>
        name == RestlessStrategy.Descriptor.Name ? RestlessStrategy.Descriptor : null;

    private void Send(Event e)
    {
        _time += _random.Next(4);
        e.Time = new TimestampNs(_time);
        Core.OnEvent(e, Events.Count);
        Events.Add(e);
        foreach (var command in Core.Commands)
        {
            Commands.Add(command);
            if (command.Kind == CommandKind.PlaceOrder)
            {
                _orders.Add(command.OrderId);
            }
        }
    }

    private void Step()
    {
        switch (_random.Next(16))
        {
            case < 6:
                Level();
                break;
            case 6:
                Trade();
                break;
            case 7:
                Mark();
                break;
            case < 11:
                Report(_random.Next(9));
                break;
            case < 14:
                Fill();
                break;
            case 14:
                Control(_random.Next(40));
                break;
            default:
                Send(Event.Create(EventKind.Tick, default, InstrumentId.None));
                break;
        }
    }

    private void Level()
    {
        var levels = _random.Next(1, 6);
        var flags = _random.Next(8) == 0 ? EventFlags.Snapshot : EventFlags.None;
        for (var i = 0; i < levels; i++)
        {
            var isAsk = _random.Next(2) == 0;
            var price = isAsk ? 1_000 + _random.Next(10) : 999 - _random.Next(10);
            var e = CoreRig.Level(isAsk ? Side.Ask : Side.Bid, price, _random.Next(4), flags, i == levels - 1);
            e.Instrument = new InstrumentId(_random.Next(8) == 0 ? 1 : 0);
            Send(e);
        }
    }

    private void Trade()
    {
        var e = Event.Create(EventKind.Trade, default, new InstrumentId(_random.Next(2)));
        var price = _random.Next(400) == 0 ? 1_013 : 990 + _random.Next(20);
        e.Trade = new Trade { Price = new PriceTicks(price), Quantity = new QtyLots(1) };
        Send(e);
    }

    private void Mark()
    {
        var e = Event.Create(EventKind.Mark, default, new InstrumentId(_random.Next(2)));
        e.Mark = new Mark { MarkPrice = new FinePrice(10_000_000_000 + _random.Next(1_000)) };
        Send(e);
    }

    private OrderId SomeOrder() => _orders.Count == 0 ? new OrderId(5) : _orders[^Math.Min(
        _orders.Count, 1 + _random.Next(12))];

    private void Report(int which)
    {
        var order = SomeOrder();
        var kind = which switch
        {
            0 => EventKind.OrderRejected,
            1 => EventKind.OrderCanceled,
            2 => EventKind.CancelRejected,
            3 => EventKind.OrderAmended,
            4 => EventKind.GatewayReport,
            5 => EventKind.OrderTriggered,
            _ => EventKind.OrderAccepted,
        };
        var e = Event.Create(kind, default, new InstrumentId(0));
        switch (kind)
        {
            case EventKind.OrderAccepted:
                e.OrderAccepted = new OrderAccepted { OrderId = order, VenueOrderKey = Key128.FromNumber(++_key) };
                break;
            case EventKind.OrderCanceled:
                e.OrderDone = new OrderDone { OrderId = order };
                break;
            case EventKind.OrderAmended:
                e.OrderAmended = new OrderAmended
                {
                    OrderId = order,
                    Price = new PriceTicks(991),
                    Quantity = new QtyLots(4),
                };
                break;
            case EventKind.OrderTriggered:
                e.OrderTriggered = new OrderTriggered { OrderId = order, Trigger = new PriceTicks(985) };
                break;
            case EventKind.GatewayReport:
                e.GatewayReport = new GatewayReport { OrderId = order, Outcome = GatewayOutcome.TimedOut };
                break;
            default:
                e.OrderRejected = new OrderRejected { OrderId = order, Reason = ReasonCode.VenueRejected };
                break;
        }

        Send(e);
    }

    private void Fill()
    {
        var fill = Event.Create(
            EventKind.Fill, default, new InstrumentId(0), _random.Next(2) == 0 ? EventFlags.Ask : EventFlags.None);
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill = new Fill
        {
            OrderId = SomeOrder(),
            Price = new PriceTicks(990 + _random.Next(20)),
            Quantity = new QtyLots(1),
            Fee = new Money(_random.Next(100)),
        };
        Send(fill);
        var detail = Event.Create(EventKind.FillDetail, default, new InstrumentId(0));
        detail.FillDetail = new FillDetail
        {
            // An asset that was never defined, too.
            FeeAsset = new AssetId(_random.Next(4)),
            Account = CoreRig.Account,
            TradeKey = Key128.FromNumber(_random.Next(5) == 0 ? _key : ++_key),
        };
        Send(detail);
    }

    private void Control(int which)
    {
        switch (which)
        {
            case 0:
                Send(Event.Create(EventKind.FeedGap, default, new InstrumentId(0)));
                break;
            case 1:
                Session();
                break;
            case < 5:
                Parameter(2 + _random.Next(40));
                break;
            case 5:
                Operator(_random.Next(2) == 0 ? OperatorAction.Kill : OperatorAction.Flatten);
                break;
            case 6:
                Operator(OperatorAction.ResetFigures);
                break;
            case < 9:
                RiskParameter();
                break;
            case 9:
                // So that the guards' timers come due, too.
                _time += _random.Next(1, 90) * TimestampNs.PerSecond;
                Send(Event.Create(EventKind.Tick, default, InstrumentId.None));
                break;
            case < 20:
                VenueWord(_random.Next(9));
                break;
            default:
                Operator(OperatorAction.Resume);
                break;
        }
    }

    /// <summary>What brings books into doubt, and out of it.</summary>
    private void VenueWord(int which)
    {
        var instrument = new InstrumentId(_random.Next(2));
        var e = Event.Create(
            which switch
            {
                0 or 1 => EventKind.VenueLine,
                2 => EventKind.OrderRejected,
                3 => EventKind.OrderStatus,
                4 => EventKind.ReconciliationDone,
                _ => EventKind.Position,
            },
            default,
            which switch { 0 or 1 or 4 => InstrumentId.None, 2 or 3 => new InstrumentId(0), _ => instrument });
        switch (which)
        {
            case 0 or 1:
                e.VenueLine = new VenueLine
                {
                    Venue = VenueId.Simulated,
                    State = which == 0 ? LineState.Lost : LineState.Restored,
                };
                break;
            case 2:
                e.OrderRejected = new OrderRejected { OrderId = SomeOrder(), Reason = ReasonCode.VenueReduceOnly };
                break;
            case 3:
                e.OrderStatus = new OrderStatus
                {
                    OrderId = SomeOrder(),
                    State = _random.Next(2) == 0 ? OrderState.Canceled : OrderState.New,
                    Price = new PriceTicks(990),
                    Quantity = new QtyLots(5),
                    CumulativeQuantity = new QtyLots(_random.Next(4)),
                };
                break;
            case > 4:
                e.Position.Quantity = Core.Portfolio[instrument].Quantity + new QtyLots(_random.Next(2));
                break;
            default:
                break;
        }

        Send(e);
        WasInDoubt |= Core.BooksOf(instrument) != BooksState.Agree;
        RequireCounts();
    }

    /// <summary>Risk takes for unknown: the Unknown orders of an instrument, and its books in doubt.</summary>
    private void RequireCounts()
    {
        var open = new List<Order>();
        Core.CopyOpenOrders(open);
        foreach (var instrument in Core.Instruments.All)
        {
            var unknown = open.Count(o => o.Instrument == instrument.Id && o.State == OrderState.Unknown);
            var doubts = Core.BooksOf(instrument.Id) == BooksState.Agree ? 0 : 1;
            Assert.That(
                Core.Gate.Exposures[instrument.Id].UnknownCount, Is.EqualTo(unknown + doubts),
                $"{instrument.Name} after event {Events.Count - 1}");
        }
    }

    private void Operator(OperatorAction action)
    {
        var e = Event.Create(EventKind.OperatorRequest, default, InstrumentId.None);
        e.OperatorRequest = new OperatorRequest { Action = action };
        Send(e);
    }

    /// <summary>A limit of the account, of an instrument or of a strategy.</summary>
    private void RiskParameter()
    {
        var place = _random.Next(2) == 0 ? 4 : 9;
        var scope = _random.Next(3);
        place = place == 9 && scope == 1 ? 4 : place;
        var row = RiskLimits.Table[place];
        var e = Event.Create(
            EventKind.ParameterSet, default, scope == 1 ? new InstrumentId(_random.Next(2)) : InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = scope == 2 ? new StrategyId(1) : StrategyId.Engine,
            Parameter = (ushort)(place + (scope == 2 ? RiskLimits.StrategyPlace : 0)),
            Type = row.Type,
            Bits = 5 + _random.Next(60),
            Name = Text24.From(row.Name),
        };
        Send(e);
    }

    private void Session()
    {
        var e = Event.Create(EventKind.SessionStarted, default, InstrumentId.None);
        e.SessionStarted.Mode = RunMode.Backtest;
        Send(e);
    }

    private void Parameter(long length)
    {
        var e = Event.Create(EventKind.ParameterSet, default, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = new StrategyId(1),
            Type = ParameterType.Integer,
            Bits = length,
            Name = Text24.From("length"),
        };
        Send(e);
    }

    private void Define()
    {
        Send(InstrumentEvents.DefineAsset(CoreRig.Base, "BTC", default));
        Send(InstrumentEvents.DefineAsset(CoreRig.Quote, "USDT", default));
        for (var i = 0; i < 2; i++)
        {
            var instrument = new Instrument(new DecimalStep(1, 1), new DecimalStep(1, 2), new DecimalStep(1, 0))
            {
                Id = new InstrumentId(i),
                Venue = VenueId.Simulated,
                Symbol = $"S{i}",
                ContractType = ContractType.LinearPerpetual,
                BaseAsset = CoreRig.Base,
                QuoteAsset = CoreRig.Quote,
                SettleAsset = CoreRig.Quote,
            };
            foreach (var slot in InstrumentEvents.Define(instrument, default))
            {
                Send(slot);
            }
        }

        AddStrategy(1, 0);
        AddStrategy(2, 0);
        Parameter(9);
        var balance = Event.Create(EventKind.Balance, default, InstrumentId.None);
        balance.Balance = new Balance { Total = new Money(100_000 * Money.Scale), Asset = CoreRig.Quote };
        Send(balance);
        Session();
        Bind(1, 1);
        AddStrategy(3, 1);
    }

    private void AddStrategy(ushort number, int instrument)
    {
        var defined = Event.Create(EventKind.StrategyDefined, default, InstrumentId.None);
        defined.StrategyDefined = new StrategyDefined
        {
            Strategy = new StrategyId(number),
            TypeName = Text32.From(RestlessStrategy.Descriptor.Name),
        };
        Send(defined);
        Bind(number, instrument);
    }

    private void Bind(ushort number, int instrument)
    {
        var bound = Event.Create(EventKind.StrategyInstrument, default, new InstrumentId(instrument));
        bound.StrategyInstrument = new StrategyInstrument
        {
            Strategy = new StrategyId(number),
            Account = CoreRig.Account,
        };
        Send(bound);
    }
}
