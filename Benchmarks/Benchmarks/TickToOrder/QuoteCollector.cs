using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;

namespace Benchmarks.TickToOrder;

/// <summary>Makes of a market's books what a venue's stream of best prices would be.</summary>
internal sealed class QuoteCollector : IEventSink
{
    private readonly InstrumentRegistry _instruments = new();
    private readonly List<MarketState> _markets = [];

    internal List<Event[]> Definitions { get; } = [];

    internal List<Event> Quotes { get; } = [];

    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        if (run[0].Class == EventClass.Public)
        {
            Apply(run);
        }
        else
        {
            Define(run);
        }

        return SinkResult.Published;
    }

    private void Define(ReadOnlySpan<Event> run)
    {
        Definitions.Add(run.ToArray());
        foreach (ref readonly var e in run)
        {
            _instruments.Apply(e);
            if (e.Kind == EventKind.InstrumentSymbol)
            {
                _markets.Add(new MarketState(_instruments[e.Instrument]));
            }
        }
    }

    private void Apply(ReadOnlySpan<Event> run)
    {
        var change = MarketChange.None;
        var market = _markets[run[0].Instrument.Value];
        foreach (ref readonly var e in run)
        {
            change |= market.Apply(e);
        }

        if ((change & MarketChange.BestChanged) != 0 && market.IsLive && market.HasBid && market.HasAsk)
        {
            var quote = Event.Create(EventKind.Quote, run[^1].Time, market.Instrument.Id);
            quote.VenueTime = run[^1].VenueTime;
            quote.Quote = new Quote
            {
                BidPrice = market.BestBid,
                BidQuantity = market.BestBidQuantity,
                AskPrice = market.BestAsk,
                AskQuantity = market.BestAskQuantity,
            };
            Quotes.Add(quote);
        }
    }
}
