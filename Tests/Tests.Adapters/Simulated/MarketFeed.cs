using Adapters.Simulated.Generation;
using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>A small generated market as runs, told as finely or as coarsely as wanted.</summary>
internal sealed class MarketFeed : IEventSink
{
    private readonly FeedKind _kind;
    private readonly InstrumentRegistry _registry = new();
    private readonly List<MarketState> _markets = [];
    private readonly List<Event> _bars = [];
    private readonly List<Event[]> _runs = [];

    private MarketFeed(FeedKind kind) => _kind = kind;

    internal static List<Event[]> Of(FeedKind kind, long seed, int events = 6_000)
    {
        var feed = new MarketFeed(kind);
        new MarketGenerator(new() { InstrumentCount = 2, EventCount = events, Seed = seed }).Run(feed);
        return feed._runs;
    }

    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        foreach (ref readonly var e in run)
        {
            _registry.Apply(in e);
            if (_registry.Count > _markets.Count)
            {
                _markets.Add(new MarketState(_registry[e.Instrument]));
                _bars.Add(default);
            }

            if (e.Class == EventClass.Public)
            {
                _markets[e.Instrument.Value].Apply(in e);
            }
        }

        Tell(run);
        return SinkResult.Published;
    }

    private void Tell(ReadOnlySpan<Event> run)
    {
        var isMarketData = run[0].Kind is EventKind.BookLevel or EventKind.Quote or EventKind.Trade;
        if (!isMarketData || _kind == FeedKind.Depth || (_kind != FeedKind.Bars && run[0].Kind == EventKind.Trade))
        {
            _runs.Add(run.ToArray());
        }
        else if (_kind == FeedKind.Quotes)
        {
            _runs.Add([QuoteOf(run[0])]);
        }
        else if (_kind == FeedKind.Bars && run[0].Kind == EventKind.Trade)
        {
            AddToBar(run[0]);
        }
    }

    private Event QuoteOf(in Event e)
    {
        var market = _markets[e.Instrument.Value];
        var quote = Event.Create(EventKind.Quote, e.Time, e.Instrument);
        quote.VenueTime = e.VenueTime;
        quote.Quote.BidPrice = market.BestBid;
        quote.Quote.BidQuantity = market.BestBidQuantity;
        quote.Quote.AskPrice = market.BestAsk;
        quote.Quote.AskQuantity = market.BestAskQuantity;
        return quote;
    }

    /// <summary>One-second bars; each is told with the first trade after it closed.</summary>
    private void AddToBar(in Event trade)
    {
        var bar = _bars[trade.Instrument.Value];
        if (bar.Kind != EventKind.None && trade.Time > bar.Time)
        {
            var told = bar;
            told.Time = trade.Time - 1;
            _runs.Add([told]);
            bar = default;
        }

        if (bar.Kind == EventKind.None)
        {
            bar = Event.Create(
                EventKind.Bar,
                trade.Time + TimestampNs.PerSecond,
                trade.Instrument,
                (EventFlags)((ushort)BarInterval.OneSecond << 8));
            bar.Bar.Open = trade.Trade.Price;
        }

        var offset = (int)(trade.Trade.Price - bar.Bar.Open).Value;
        bar.Bar.HighOffset = Math.Max(bar.Bar.HighOffset, offset);
        bar.Bar.LowOffset = Math.Min(bar.Bar.LowOffset, offset);
        bar.Bar.CloseOffset = offset;
        bar.Bar.Volume += trade.Trade.Quantity;
        _bars[trade.Instrument.Value] = bar;
    }
}
