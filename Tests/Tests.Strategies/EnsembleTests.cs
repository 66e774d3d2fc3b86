using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;

namespace Tests.Strategies;

/// <summary>The ensemble's entry, exits and refusals, with two scripted sources that give signals only.</summary>
/// <remarks>Tick 0.1, lot 0.001, middle 10,000 ticks = 1,000 quote: 500 quote are 500 lots.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class EnsembleTests : IStrategyCatalog
{
    private static readonly InstrumentId Instrument = new(0);

    private readonly TradingCore _core;
    private readonly List<Command> _commands = [];
    private readonly List<Source> _sources = [];
    private long _time = 1_000;

    public EnsembleTests()
    {
        _core = new TradingCore(this);
        Send(InstrumentEvents.DefineAsset(new AssetId(1), "BTC", default));
        Send(InstrumentEvents.DefineAsset(new AssetId(2), "USDT", default));
        foreach (var slot in InstrumentEvents.Define(Perpetual(), default))
        {
            Send(slot);
        }

        foreach (var (index, name) in new[] { "source-a", "source-b", "ensemble" }.Index())
        {
            var id = new StrategyId((ushort)(index + 1));
            var defined = Event.Create(EventKind.StrategyDefined, default, InstrumentId.None);
            defined.StrategyDefined = new StrategyDefined { Strategy = id, TypeName = Text32.From(name) };
            Send(defined);
            var bound = Event.Create(EventKind.StrategyInstrument, default, Instrument);
            bound.StrategyInstrument = new StrategyInstrument { Strategy = id, Account = new AccountId(1) };
            Send(bound);
        }

        Set("weight1", 3.0);
        Set("weight2", 1.0);
        var started = Event.Create(EventKind.SessionStarted, default, InstrumentId.None);
        started.SessionStarted.Mode = RunMode.Backtest;
        Send(started);
        Quote(10_000);
    }

    private IEnumerable<Command> Orders => _commands.Where(command => command.Kind == CommandKind.PlaceOrder);

    public StrategyDescriptor? Find(string name) => name == "ensemble"
        ? StrategyCatalog.BuiltIn.Find(name)
        : new StrategyDescriptor { Name = name, Summary = "s", Parameters = [], Create = MakeSource };

    [Test]
    public void Vote_below_the_threshold_does_nothing()
    {
        // 0.45 alone, then (3 × 0.45 + 1 × 0.6) ÷ 4 = 0.4875: both below 0.5.
        Say(0, Side.Bid, 0.45, Side.Bid, 0.6);

        Assert.That(Orders, Is.Empty);
    }

    [Test]
    public void Vote_at_the_threshold_buys_for_the_order_size_and_executes_its_signals()
    {
        Say(0, Side.Bid, 0.5, null, 0);

        var order = Orders.Single();
        Assert.That((order.Side, order.Quantity.Value, order.Strategy.Value), Is.EqualTo((Side.Bid, 500L, (ushort)3)));
        Assert.That(
            _commands.Where(c => c.Kind == CommandKind.SignalState).Select(c => c.StateAfter), Is.EqualTo([1L, 2L]));
    }

    [Test]
    public void Heavier_source_outvotes_the_other()
    {
        Say(0, null, 0, Side.Bid, 0.45);
        // (3 × 0.9 − 1 × 0.45) ÷ 4 = 0.5625 for the ask.
        Say(1, Side.Ask, 0.9, null, 0);

        Assert.That(Orders.Select(order => order.Side), Is.EqualTo([Side.Ask]));
    }

    [Test]
    public void Opposite_vote_closes_the_position()
    {
        Say(0, Side.Bid, 0.9, null, 0);
        Fill(Orders.Single(), 10_000);
        Say(1, Side.Ask, 0.9, null, 0);

        var close = Orders.Last();
        Assert.That((close.Side, close.Quantity.Value), Is.EqualTo((Side.Ask, 500L)));
    }

    [Test]
    public void Loss_at_the_stop_closes_the_position()
    {
        Say(0, Side.Bid, 0.9, null, 0);
        Fill(Orders.Single(), 10_000);
        Quote(9_801);
        var before = Orders.Count();

        Quote(9_800);

        Assert.That(before, Is.EqualTo(1));
        Assert.That(Orders.Last().Side, Is.EqualTo(Side.Ask));
    }

    [Test]
    public void Signals_on_data_that_is_not_sane_are_rejected_and_nothing_is_traded()
    {
        Quote(10_000, halfSpread: 100);

        Say(0, Side.Bid, 0.9, Side.Bid, 0.9);

        Assert.That(Orders, Is.Empty);
        Assert.That(
            _commands.Where(c => c.Kind == CommandKind.SignalState).Select(c => c.Reason),
            Is.All.EqualTo(ReasonCode.DataUnfit));
    }

    [Test]
    public void Signal_without_effect_expires_by_itself()
    {
        Say(0, Side.Bid, 0.3, null, 0);

        Send(Event.Create(EventKind.Tick, _core.NextDeadline, InstrumentId.None));

        Assert.That(
            (_commands.Last(c => c.Kind == CommandKind.SignalState).Reason, _core.NextDeadline),
            Is.EqualTo((ReasonCode.SignalExpired, TimestampNs.MaxValue)));
    }

    private Source MakeSource()
    {
        _sources.Add(new Source());
        return _sources[^1];
    }

    private void Say(int second, Side? first, double firstConfidence, Side? other, double otherConfidence)
    {
        _sources[0].Say = first is { } a ? (a, firstConfidence) : null;
        _sources[1].Say = other is { } b ? (b, otherConfidence) : null;
        var e = Event.Create(
            EventKind.Trade, new TimestampNs(_time + (second * TimestampNs.PerSecond)), Instrument);
        e.Trade = new Trade { Price = new PriceTicks(10_000), Quantity = new QtyLots(1) };
        Send(e);
    }

    private void Quote(long middle, long halfSpread = 1)
    {
        var e = Event.Create(EventKind.Quote, default, Instrument);
        e.Quote = new Quote
        {
            BidPrice = new PriceTicks(middle - halfSpread),
            BidQuantity = new QtyLots(1_000),
            AskPrice = new PriceTicks(middle + halfSpread),
            AskQuantity = new QtyLots(1_000),
        };
        Send(e);
    }

    private void Fill(Command order, long price)
    {
        var fill = Event.Create(
            EventKind.Fill, default, Instrument, order.Side == Side.Ask ? EventFlags.Ask : EventFlags.None);
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill = new Fill { OrderId = order.OrderId, Price = new PriceTicks(price), Quantity = order.Quantity };
        Send(fill);
        var detail = Event.Create(EventKind.FillDetail, default, Instrument);
        detail.FillDetail = new FillDetail { FeeAsset = new AssetId(2), TradeKey = Key128.FromNumber(1) };
        Send(detail);
    }

    private void Set(string name, double value)
    {
        var table = StrategyCatalog.BuiltIn.Find("ensemble")!.Parameters;
        var e = Event.Create(EventKind.ParameterSet, default, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = new StrategyId(3),
            Parameter = (ushort)table.ToList().FindIndex(row => row.Name == name),
            Type = ParameterType.Real,
            Bits = BitConverter.DoubleToInt64Bits(value),
            Name = Text24.From(name),
        };
        Send(e);
    }

    private void Send(Event e)
    {
        _time = Math.Max(_time + 1, e.Time.Value);
        e.Time = new TimestampNs(_time);
        _core.OnEvent(e, _core.Sequence + 1);
        _commands.AddRange(_core.Commands);
    }

    private static Instrument Perpetual() => new(new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
    {
        Id = Instrument,
        Venue = VenueId.Simulated,
        Symbol = "BTCUSDT",
        ContractType = ContractType.LinearPerpetual,
        BaseAsset = new AssetId(1),
        QuoteAsset = new AssetId(2),
        SettleAsset = new AssetId(2),
    };

    /// <summary>Says with the next trade what the test has told it to.</summary>
    private sealed class Source : Strategy
    {
        internal (Side Side, double Confidence)? Say { get; set; }

        public override void OnTrade(Engine.Books.MarketState market, in Trade trade, Side aggressor)
        {
            if (Say is { } say)
            {
                Context.Signal(Instrument, say.Side, trade.Price, say.Confidence);
            }
        }

        public override void VisitState(StateSink sink)
        {
            // What it says is the test's.
        }
    }
}
