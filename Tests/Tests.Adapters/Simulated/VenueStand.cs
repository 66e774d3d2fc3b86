using Adapters.Simulated.Venue;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>
/// A simulated venue with two perpetuals (0 and 1) and a spot pair (2), tick 1 and lot 1, so that price × quantity is
/// money. Makers pay 2, takers 5 basis points. Without latency unless told: what is sent is there at once. Times are
/// written in ms.
/// </summary>
internal sealed class VenueStand
{
    internal const int Bid = 0;
    internal const int Ask = 1;
    internal static readonly SimulationSettings NoLatency = new()
    {
        EntryLatencyNs = 0,
        ReplyLatencyNs = 0,
        FeedLatencyNs = 0,
        OrderCapacity = 64,
    };

    private readonly List<Event> _reports = [];
    private long _sequence;
    private long _lastOrderId;

    internal VenueStand(
        SimulationSettings? settings = null,
        bool takesReports = true,
        Money minNotional = default,
        VenueId venue = VenueId.Simulated)
    {
        Venue = new SimulatedVenue(settings ?? NoLatency);
        TakesReports = takesReports;
        for (var asset = 1; asset <= 4; asset++)
        {
            Feed([InstrumentEvents.DefineAsset(new AssetId(asset), $"A{asset}", TimestampNs.Zero)]);
        }

        for (var id = 0; id < 3; id++)
        {
            Feed(InstrumentEvents.Define(InstrumentOf(id, minNotional, venue), TimestampNs.Zero));
        }
    }

    internal SimulatedVenue Venue { get; }

    /// <summary>Whether reports are taken after every step.</summary>
    internal bool TakesReports { get; set; }

    /// <summary>The stream's time, ms.</summary>
    internal long NowMs { get; set; } = 1_000;

    /// <summary>The instrument that what follows concerns.</summary>
    internal int Instrument { get; set; }

    /// <summary>All slots of all reports taken so far.</summary>
    internal IReadOnlyList<Event> Reports => _reports;

    internal IEnumerable<Event> Fills => _reports.Where(report => report.Kind == EventKind.Fill);

    internal Event Last => _reports[^1];

    internal static Instrument InstrumentOf(
        int id, Money minNotional = default, VenueId venue = VenueId.Simulated) =>
        new(new DecimalStep(1, 0), new DecimalStep(1, 0), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(id),
            Venue = venue,
            Symbol = $"S{id}",
            ContractType = id == 2 ? ContractType.Spot : ContractType.LinearPerpetual,
            BaseAsset = new AssetId(2 + id),
            QuoteAsset = new AssetId(1),
            SettleAsset = new AssetId(1),
            MakerFee = new Rate(2_000_000),
            TakerFee = new Rate(5_000_000),
            MinNotional = minNotional,
            MinQuantity = new QtyLots(1),
            MaxQuantity = new QtyLots(1_000_000),
        };

    /// <summary>Money of whole units and 10⁻⁸ parts.</summary>
    internal static Money Units(decimal amount) => new((long)(amount * Money.Scale));

    /// <summary>Replaces the book: (price, quantity) of bids and of asks.</summary>
    internal void Book((long Price, long Quantity)[] bids, (long Price, long Quantity)[] asks) => Feed(
    [
        .. bids.Select(level => Level(EventFlags.Snapshot, level.Price, level.Quantity)),
        .. asks.Select(level => Level(EventFlags.Snapshot | EventFlags.Ask, level.Price, level.Quantity)),
    ]);

    internal void BidLevel(long price, long quantity) => Feed([Level(EventFlags.None, price, quantity)]);

    internal void AskLevel(long price, long quantity) => Feed([Level(EventFlags.Ask, price, quantity)]);

    /// <summary>A public trade in which the aggressor sold.</summary>
    internal void SellTrade(long price, long quantity) => Trade(EventFlags.Ask, price, quantity);

    /// <summary>A public trade in which the aggressor bought.</summary>
    internal void BuyTrade(long price, long quantity) => Trade(EventFlags.None, price, quantity);

    internal void Trade(EventFlags flags, long price, long quantity)
    {
        var trade = New(EventKind.Trade, flags);
        trade.Trade.Price = new PriceTicks(price);
        trade.Trade.Quantity = new QtyLots(quantity);
        Feed([trade]);
    }

    internal void Quote(long bid, long bidQuantity, long ask, long askQuantity)
    {
        var quote = New(EventKind.Quote);
        quote.Quote.BidPrice = new PriceTicks(bid);
        quote.Quote.BidQuantity = new QtyLots(bidQuantity);
        quote.Quote.AskPrice = new PriceTicks(ask);
        quote.Quote.AskQuantity = new QtyLots(askQuantity);
        Feed([quote]);
    }

    /// <summary>A one-minute bar that closes a minute after now.</summary>
    internal void Bar(long open, long high, long low, long close, long volume)
    {
        NowMs += 60_000;
        var bar = New(EventKind.Bar, (EventFlags)((ushort)BarInterval.OneMinute << 8));
        bar.Bar.Open = new PriceTicks(open);
        bar.Bar.HighOffset = (int)(high - open);
        bar.Bar.LowOffset = (int)(low - open);
        bar.Bar.CloseOffset = (int)(close - open);
        bar.Bar.Volume = new QtyLots(volume);
        Feed([bar]);
    }

    internal void Mark(decimal price)
    {
        var mark = New(EventKind.Mark);
        mark.Mark.MarkPrice = new FinePrice((long)(price * FinePrice.Scale));
        Feed([mark]);
    }

    internal void Funding(long rate, decimal markPrice = 0)
    {
        var funding = New(EventKind.Funding);
        funding.Funding.Rate = new Rate(rate);
        funding.Funding.MarkPrice = new FinePrice((long)(markPrice * FinePrice.Scale));
        Feed([funding]);
    }

    internal void Gap() => Feed([New(EventKind.FeedGap)]);

    internal void Tick() => Feed([Event.Create(EventKind.Tick, new TimestampNs(NowMs * 1_000_000), InstrumentId.None)]);

    /// <summary>Moves the clock by an event that says nothing else.</summary>
    internal void At(long ms)
    {
        NowMs = ms;
        Tick();
    }

    internal Event Level(EventFlags flags, long price, long quantity)
    {
        var level = New(EventKind.BookLevel, flags);
        level.BookLevel.Price = new PriceTicks(price);
        level.BookLevel.Quantity = new QtyLots(quantity);
        return level;
    }

    /// <summary>Feeds one run.</summary>
    internal void Feed(params ReadOnlySpan<Event> run)
    {
        for (var i = 0; i < run.Length; i++)
        {
            var slot = run[i];
            slot.Flags = i == run.Length - 1 ? slot.Flags | EventFlags.LastOfRun : slot.Flags & ~EventFlags.LastOfRun;
            Venue.OnEvent(in slot, _sequence++);
        }

        Take();
    }

    internal OrderId Buy(
        long price, long quantity, CommandFlags flags = 0, TimeInForce timeInForce = TimeInForce.GoodTillCanceled) =>
        Place(flags, OrderType.Limit, price, quantity, timeInForce);

    internal OrderId Sell(
        long price, long quantity, CommandFlags flags = 0, TimeInForce timeInForce = TimeInForce.GoodTillCanceled) =>
        Place(flags | CommandFlags.Ask, OrderType.Limit, price, quantity, timeInForce);

    internal OrderId BuyMarket(long quantity, CommandFlags flags = 0) =>
        Place(flags, OrderType.Market, 0, quantity, TimeInForce.ImmediateOrCancel);

    internal OrderId SellMarket(long quantity, CommandFlags flags = 0) =>
        Place(flags | CommandFlags.Ask, OrderType.Market, 0, quantity, TimeInForce.ImmediateOrCancel);

    internal OrderId Place(CommandFlags flags, OrderType type, long price, long quantity, TimeInForce timeInForce) =>
        Place(new Command
        {
            Flags = flags,
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
            Type = type,
            TimeInForce = timeInForce,
        });

    /// <summary>A stop or a take-profit: with a price it is a limit once triggered, else a market order.</summary>
    internal OrderId Conditional(
        OrderType type, Side side, long trigger, long quantity, long price = 0, CommandFlags flags = 0) =>
        Place(new Command
        {
            Flags = flags | (side == Side.Ask ? CommandFlags.Ask : 0),
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
            Trigger = new PriceTicks(trigger),
            Type = type,
            TimeInForce = TimeInForce.GoodTillCanceled,
        });

    /// <summary>A trailing stop; with an activation price it waits for that first.</summary>
    internal OrderId Trailing(Side side, long offsetBps, long quantity, long activation = 0, CommandFlags flags = 0) =>
        Place(new Command
        {
            Flags = flags | (side == Side.Ask ? CommandFlags.Ask : 0),
            Quantity = new QtyLots(quantity),
            Trigger = new PriceTicks(activation),
            ExpiryOrOffset = offsetBps,
            Type = OrderType.TrailingStop,
        });

    /// <summary>Sends a new order with these terms; number, account and instrument are the stand's.</summary>
    internal OrderId Place(Command terms)
    {
        terms.Kind = CommandKind.PlaceOrder;
        terms.Instrument = new InstrumentId(Instrument);
        terms.OrderId = new OrderId(++_lastOrderId);
        terms.Account = new AccountId(1);
        Send(terms);
        return terms.OrderId;
    }

    internal void Cancel(OrderId id) => Send(About(CommandKind.CancelOrder, id));

    internal void Query(OrderId id) => Send(About(CommandKind.QueryOrder, id));

    internal void Amend(OrderId id, long price, long quantity, long trigger = 0)
    {
        var command = About(CommandKind.AmendOrder, id);
        command.Trigger = new PriceTicks(trigger);
        command.Price = new PriceTicks(price);
        command.Quantity = new QtyLots(quantity);
        Send(command);
    }

    internal void Send(Command command, int ordinal = 0)
    {
        Venue.OnCommand(in command, ordinal);
        Take();
    }

    /// <summary>Takes all reports.</summary>
    internal void Take(bool always = false)
    {
        while ((TakesReports || always) && Venue.HasReport)
        {
            _reports.AddRange(Venue.TakeReport());
        }
    }

    /// <summary>
    /// The reports about one order, in words: what happened, the price × quantity of fills, the reason of ends.
    /// </summary>
    internal string Story(OrderId id) =>
        string.Join(", ", _reports.Where(report => OrderOf(in report) == id).Select(Words));

    private Command About(CommandKind kind, OrderId id) => new()
    {
        Kind = kind,
        Instrument = new InstrumentId(Instrument),
        OrderId = id,
        Account = new AccountId(1),
    };

    private static OrderId OrderOf(in Event report) =>
        report.Class == EventClass.Private && report.Kind is not (EventKind.FillDetail or EventKind.FundingPaid
            or EventKind.PositionLiquidated)
            ? report.Fill.OrderId
            : OrderId.None;

    private static string Words(Event report) => report.Kind switch
    {
        EventKind.OrderAccepted => "accepted",
        EventKind.OrderRejected => $"rejected {report.OrderRejected.Reason}",
        EventKind.OrderCanceled => "canceled",
        EventKind.OrderExpired => $"expired {report.OrderDone.Reason}",
        EventKind.CancelRejected => $"cancel rejected {report.OrderRejected.Reason}",
        EventKind.AmendRejected => $"amend rejected {report.OrderRejected.Reason}",
        EventKind.OrderAmended => $"amended {report.OrderAmended.Price.Value} x {report.OrderAmended.Quantity.Value}",
        EventKind.OrderTriggered => $"triggered {report.OrderTriggered.Trigger.Value} by "
            + $"{report.OrderTriggered.Price.Value}",
        EventKind.OrderStatus => $"{report.OrderStatus.State} {report.OrderStatus.CumulativeQuantity.Value}",
        EventKind.Fill => $"{((report.Flags & EventFlags.Maker) != 0 ? "maker" : "taker")} "
            + $"{report.Fill.Price.Value} x {report.Fill.Quantity.Value}",
        _ => report.Kind.ToString(),
    };

    private Event New(EventKind kind, EventFlags flags = 0) =>
        Event.Create(kind, new TimestampNs(NowMs * 1_000_000), new InstrumentId(Instrument), flags);
}
