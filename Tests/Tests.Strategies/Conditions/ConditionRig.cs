using System.Text;
using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Engine.Strategies;
using Engine.Strategies.Conditions;

namespace Tests.Strategies.Conditions;

/// <summary>
/// A core with condition strategies on perpetuals (tick 0.1, lot 0.001): for each instrument, one for each document.
/// Time moves in seconds, with a sample at the end of each.
/// </summary>
internal sealed class ConditionRig
{
    private static readonly TimestampNs Start = new(1_000_000 * TimestampNs.PerSecond);

    private readonly int _instrumentCount;
    private int _strategyCount;
    private long _second;
    private long _tradeKey;

    public ConditionRig(params string[] documents)
        : this(1, documents)
    {
    }

    public ConditionRig(int instrumentCount, params string[] documents)
    {
        _instrumentCount = instrumentCount;
        Send(InstrumentEvents.DefineAsset(new AssetId(1), "BTC", Start));
        Send(InstrumentEvents.DefineAsset(new AssetId(2), "USDT", Start));
        for (var i = 0; i < instrumentCount; i++)
        {
            foreach (var slot in InstrumentEvents.Define(Perpetual(i), Start))
            {
                Send(slot);
            }
        }

        foreach (var document in documents)
        {
            for (var i = 0; i < instrumentCount; i++)
            {
                Define(document, new InstrumentId(i));
            }
        }

        var balance = Event.Create(EventKind.Balance, Start, InstrumentId.None);
        balance.Balance = new Balance { Total = new Money(100_000 * Money.Scale), Asset = new AssetId(2) };
        Send(balance);
        var started = Event.Create(EventKind.SessionStarted, Start, InstrumentId.None);
        started.SessionStarted.Mode = RunMode.Backtest;
        Send(started);
    }

    public TradingCore Core { get; } = new(StrategyCatalog.BuiltIn);

    /// <summary>Every event so far.</summary>
    public List<Event> Events { get; } = [];

    /// <summary>Every command so far.</summary>
    public List<Command> Commands { get; } = [];

    public IEnumerable<Command> Orders => Commands.Where(command => command.Kind == CommandKind.PlaceOrder);

    /// <summary>The states that the strategy of a number has come to, in order.</summary>
    public IEnumerable<ConditionState> StatesOf(int strategy) => Commands
        .Where(command => command.Kind == CommandKind.StrategyState && command.Strategy.Value == strategy)
        .Select(command => (ConditionState)command.StateAfter);

    public ConditionState StateOf(int strategy) => StatesOf(strategy).LastOrDefault();

    public ConditionState State => StateOf(1);

    /// <summary>The evidence behind the last change of state: name, value, bound.</summary>
    public IEnumerable<(string Name, double Value, double Bound)> Evidence
    {
        get
        {
            var last = Commands.FindLastIndex(command => command.Kind == CommandKind.StrategyState);
            return Commands.Skip(last).Where(command => command.Kind == CommandKind.Evidence)
                .Select(command => (command.Name.ToString(), command.Value, command.Bound));
        }
    }

    /// <summary>Quotes around a price in every instrument, and the sample that follows.</summary>
    public void Second(double price, double spread = 0.2)
    {
        for (var i = 0; i < _instrumentCount; i++)
        {
            Quote(i, price, spread);
        }

        EndSecond();
    }

    public void Seconds(int count, double price)
    {
        for (var i = 0; i < count; i++)
        {
            Second(price);
        }
    }

    public void Quote(int instrument, double price, double spread = 0.2)
    {
        var e = Event.Create(EventKind.Quote, Now, new InstrumentId(instrument));
        e.Quote = new Quote
        {
            BidPrice = new PriceTicks((long)Math.Round((price - (spread / 2)) * 10)),
            BidQuantity = new QtyLots(1_000),
            AskPrice = new PriceTicks((long)Math.Round((price + (spread / 2)) * 10)),
            AskQuantity = new QtyLots(1_000),
        };
        Send(e);
    }

    public void Trade(double price, double quantity, Side aggressor = Side.Bid)
    {
        var flags = aggressor == Side.Ask ? EventFlags.Ask : EventFlags.None;
        var e = Event.Create(EventKind.Trade, Now, new InstrumentId(0), flags);
        e.Trade = new Trade
        {
            Price = new PriceTicks((long)Math.Round(price * 10)),
            Quantity = new QtyLots((long)Math.Round(quantity * 1_000)),
            Key = Key128.FromNumber(++_tradeKey),
        };
        Send(e);
    }

    public void EndSecond()
    {
        _second++;
        Send(Event.Create(EventKind.Tick, Now, InstrumentId.None));
    }

    /// <summary>A bar of one minute that closes at a price.</summary>
    public void Bar(double close)
    {
        _second += 60;
        var flags = (EventFlags)((ushort)BarInterval.OneMinute << 8);
        var e = Event.Create(EventKind.Bar, Now, new InstrumentId(0), flags);
        e.Bar = new Bar { Open = new PriceTicks((long)Math.Round(close * 10)), Volume = new QtyLots(1_000) };
        Send(e);
    }

    public void Gap() => Send(Event.Create(EventKind.FeedGap, Now, new InstrumentId(0)));

    /// <summary>The venue fills the last order, all of it.</summary>
    public void Fill(double price)
    {
        var order = Orders.Last();
        Fill(order, price, order.Quantity);
    }

    public void Fill(Command order, double price, QtyLots quantity)
    {
        var fill = Event.Create(
            EventKind.Fill, Now, order.Instrument, order.Side == Side.Ask ? EventFlags.Ask : EventFlags.None);
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill = new Fill
        {
            OrderId = order.OrderId,
            Price = new PriceTicks((long)Math.Round(price * 10)),
            Quantity = quantity,
        };
        Send(fill);
        var detail = Event.Create(EventKind.FillDetail, Now, order.Instrument);
        detail.FillDetail = new FillDetail { FeeAsset = new AssetId(2), TradeKey = Key128.FromNumber(++_tradeKey) };
        Send(detail);
    }

    /// <summary>The venue ends the last order with nothing filled.</summary>
    public void Expire()
    {
        var order = Orders.Last();
        var e = Event.Create(EventKind.OrderExpired, Now, order.Instrument);
        e.OrderDone.OrderId = order.OrderId;
        Send(e);
    }

    public void Halt()
    {
        var e = Event.Create(EventKind.OperatorRequest, Now, InstrumentId.None);
        e.OperatorRequest = new OperatorRequest { Action = OperatorAction.Halt };
        Send(e);
    }

    public void Send(Event e)
    {
        Core.OnEvent(e, Core.Sequence + 1);
        Events.Add(e);
        Commands.AddRange(Core.Commands.ToArray());
    }

    /// <summary>A document's slots.</summary>
    public static Event[] Slots(StrategyId strategy, ReadOnlySpan<byte> utf8, TimestampNs time)
    {
        var slots = new List<Event>();
        for (var start = 0; start == 0 || start < utf8.Length; start += Text36.SizeBytes)
        {
            var piece = utf8[start..Math.Min(start + Text36.SizeBytes, utf8.Length)];
            var slot = Event.Create(EventKind.StrategyDocument, time, InstrumentId.None);
            slot.Flags = start + Text36.SizeBytes < utf8.Length ? EventFlags.None : EventFlags.LastOfRun;
            slot.StrategyDocument.Strategy = strategy;
            slot.StrategyDocument.Length = (byte)piece.Length;
            piece.CopyTo(slot.StrategyDocument.Text);
            slots.Add(slot);
        }

        return [.. slots];
    }

    private TimestampNs Now => Start + (_second * TimestampNs.PerSecond);

    private void Define(string document, InstrumentId instrument)
    {
        var id = new StrategyId((ushort)++_strategyCount);
        var defined = Event.Create(EventKind.StrategyDefined, Start, InstrumentId.None);
        defined.StrategyDefined = new StrategyDefined { Strategy = id, TypeName = Text32.From("condition") };
        Send(defined);
        var bound = Event.Create(EventKind.StrategyInstrument, Start, instrument);
        bound.StrategyInstrument = new StrategyInstrument { Strategy = id, Account = new AccountId(1) };
        Send(bound);
        foreach (var slot in Slots(id, Encoding.UTF8.GetBytes(document), Start))
        {
            Send(slot);
        }
    }

    private static Instrument Perpetual(int id) =>
        new(new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(id),
            Venue = VenueId.Simulated,
            Symbol = $"COIN{id}USDT",
            ContractType = ContractType.LinearPerpetual,
            BaseAsset = new AssetId(1),
            QuoteAsset = new AssetId(2),
            SettleAsset = new AssetId(2),
        };
}
