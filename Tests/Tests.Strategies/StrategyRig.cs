using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Engine.Strategies;

namespace Tests.Strategies;

/// <summary>
/// A core with one built-in strategy on one perpetual: tick 0.1, lot 0.001. Time moves as the test says.
/// </summary>
internal sealed partial class StrategyRig
{
    public static readonly InstrumentId Instrument = new(0);

    private static readonly TimestampNs Start = new(1_000_000 * TimestampNs.PerSecond);

    public StrategyRig(string strategy, params (string Name, long Bits)[] parameters)
        : this(strategy, 1, parameters)
    {
    }

    /// <summary>One strategy on several instruments that are alike but for their numbers.</summary>
    public StrategyRig(string strategy, int instruments, params (string Name, long Bits)[] parameters)
    {
        Core = new TradingCore(StrategyCatalog.BuiltIn);
        Send(InstrumentEvents.DefineAsset(new AssetId(1), "BTC", Start));
        Send(InstrumentEvents.DefineAsset(new AssetId(2), "USDT", Start));
        for (var number = 0; number < instruments; number++)
        {
            foreach (var slot in InstrumentEvents.Define(Perpetual(new InstrumentId(number)), Start))
            {
                Send(slot);
            }
        }

        var defined = Event.Create(EventKind.StrategyDefined, Start, InstrumentId.None);
        defined.StrategyDefined = new StrategyDefined
        {
            Strategy = new StrategyId(1),
            TypeName = Text32.From(strategy),
        };
        Send(defined);
        for (var number = 0; number < instruments; number++)
        {
            var bound = Event.Create(EventKind.StrategyInstrument, Start, new InstrumentId(number));
            bound.StrategyInstrument = new StrategyInstrument
            {
                Strategy = new StrategyId(1),
                Account = new AccountId(1),
            };
            Send(bound);
        }

        foreach (var (name, bits) in parameters)
        {
            Set(strategy, name, bits);
        }

        var balance = Event.Create(EventKind.Balance, Start, InstrumentId.None);
        balance.Balance = new Balance { Total = new Money(100_000 * Money.Scale), Asset = new AssetId(2) };
        Send(balance);
        var started = Event.Create(EventKind.SessionStarted, Start, InstrumentId.None);
        started.SessionStarted.Mode = RunMode.Backtest;
        Send(started);
    }

    public TradingCore Core { get; }

    /// <summary>Every command since the last look.</summary>
    public List<Command> Commands { get; } = [];

    public IEnumerable<Command> Orders => Commands.Where(c => c.Kind == CommandKind.PlaceOrder);

    /// <summary>A quote around a middle, a second later, and the tick that the strategy's clock wants.</summary>
    public void Second(long second, long middleTicks, long halfSpread = 1)
    {
        Quote(At(second), middleTicks, halfSpread);
        Send(Event.Create(EventKind.Tick, At(second + 1), InstrumentId.None));
    }

    public void Quote(TimestampNs time, long middleTicks, long halfSpread = 1)
    {
        var e = Event.Create(EventKind.Quote, time, Instrument);
        e.Quote = new Quote
        {
            BidPrice = new PriceTicks(middleTicks - halfSpread),
            BidQuantity = new QtyLots(1_000),
            AskPrice = new PriceTicks(middleTicks + halfSpread),
            AskQuantity = new QtyLots(1_000),
        };
        Send(e);
    }

    /// <summary>A bar of one minute that closes at a price.</summary>
    public void Bar(long minute, long closeTicks, long takerBuyLots = 0)
    {
        var flags = (EventFlags)((ushort)BarInterval.OneMinute << 8);
        var e = Event.Create(EventKind.Bar, At(minute * 60), Instrument, flags);
        e.Bar = new Bar
        {
            Open = new PriceTicks(closeTicks),
            Volume = new QtyLots(1_000),
            TakerBuyVolume = new QtyLots(takerBuyLots),
        };
        Send(e);
    }

    public void Gap() => Send(Event.Create(EventKind.FeedGap, Core.Clock, Instrument));

    public void Halt()
    {
        var e = Event.Create(EventKind.OperatorRequest, Core.Clock, InstrumentId.None);
        e.OperatorRequest = new OperatorRequest { Action = OperatorAction.Halt };
        Send(e);
    }

    public void Accept(OrderId order)
    {
        var e = Event.Create(EventKind.OrderAccepted, Core.Clock, Instrument);
        e.OrderAccepted.OrderId = order;
        Send(e);
    }

    public void Fill(Command order, long priceTicks) => Fill(order, priceTicks, order.Quantity);

    /// <summary>Fills an order, or a part of it.</summary>
    public void Fill(Command order, long priceTicks, QtyLots quantity)
    {
        var fill = Event.Create(
            EventKind.Fill, Core.Clock, order.Instrument, order.Side == Side.Ask ? EventFlags.Ask : EventFlags.None);
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill = new Fill { OrderId = order.OrderId, Price = new PriceTicks(priceTicks), Quantity = quantity };
        Send(fill);
        var detail = Event.Create(EventKind.FillDetail, Core.Clock, order.Instrument);
        detail.FillDetail = new FillDetail
        {
            FeeAsset = new AssetId(2),
            TradeKey = Key128.FromNumber(order.OrderId.Value),
        };
        Send(detail);
    }

    public static TimestampNs At(long second) => Start + (second * TimestampNs.PerSecond);

    private static Instrument Perpetual(InstrumentId id) => new(new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
    {
        Id = id,
        Venue = VenueId.Simulated,
        Symbol = id == Instrument ? "BTCUSDT" : $"B{id.Value}USDT",
        ContractType = ContractType.LinearPerpetual,
        BaseAsset = new AssetId(1),
        QuoteAsset = new AssetId(2),
        SettleAsset = new AssetId(2),
    };

    private void Set(string strategy, string name, long bits)
    {
        var table = StrategyCatalog.BuiltIn.Find(strategy)!.Parameters;
        var place = table.ToList().FindIndex(row => row.Name == name);
        var e = Event.Create(EventKind.ParameterSet, Start, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = new StrategyId(1),
            Parameter = (ushort)place,
            Type = table[place].Type,
            Bits = bits,
            Name = Text24.From(name),
        };
        Send(e);
    }

    /// <summary>Hands an event to the core, and keeps what it answers.</summary>
    public void Send(Event e)
    {
        Core.OnEvent(e, Core.Sequence + 1);
        Commands.AddRange(Core.Commands.ToArray());
    }
}
