using Adapters.Simulated.Generation;
using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Rebuilds the books of a generated market and samples it once a minute, for facts about it.</summary>
internal sealed class MarketRecord : IEventSink
{
    private readonly InstrumentRegistry _registry = new();
    private readonly List<MarketState> _markets = [];
    private readonly List<List<MinuteFacts>> _minutes = [];
    private readonly List<MinuteFacts> _current = [];
    private long _nextMinuteNs;

    internal Dictionary<EventKind, long> CountByKind { get; } = [];

    internal IReadOnlyList<Instrument> Instruments => _registry.All;

    /// <summary>The first broken rule; null where all were kept.</summary>
    internal string? Fault { get; private set; }

    internal static MarketRecord Of(GeneratorSettings settings)
    {
        var record = new MarketRecord { _nextMinuteNs = settings.StartTime.Value + TimestampNs.PerMinute };
        new MarketGenerator(settings).Run(record);
        return record;
    }

    internal IReadOnlyList<MinuteFacts> Minutes(int instrument) => _minutes[instrument];

    /// <summary>The greatest return over so many minutes in one direction, as a fraction.</summary>
    internal double GreatestReturn(int instrument, int minutes, int direction)
    {
        var prices = _minutes[instrument];
        var greatest = 0.0;
        for (var i = minutes; i < prices.Count; i++)
        {
            greatest = Math.Max(greatest, direction * ((prices[i].Price / prices[i - minutes].Price) - 1));
        }

        return greatest;
    }

    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        foreach (ref readonly var e in run)
        {
            CountByKind[e.Kind] = CountByKind.GetValueOrDefault(e.Kind) + 1;
            if (e.Class == EventClass.Control)
            {
                Define(in e);
            }
            else
            {
                Observe(in e);
            }
        }

        return SinkResult.Published;
    }

    private void Define(in Event e)
    {
        _registry.Apply(in e);
        if (_registry.Count > _markets.Count)
        {
            _markets.Add(new MarketState(_registry[e.Instrument]));
            _minutes.Add([]);
            _current.Add(new MinuteFacts());
        }
    }

    private void Observe(in Event e)
    {
        while (e.Time.Value >= _nextMinuteNs)
        {
            CloseMinute();
        }

        var market = _markets[e.Instrument.Value];
        if (e.Kind == EventKind.Trade)
        {
            CheckTrade(market, in e);
            _current[e.Instrument.Value].TradedLots += e.Trade.Quantity.Value;
        }
        else if (e.Kind == EventKind.Liquidation)
        {
            _current[e.Instrument.Value].LiquidatedLots += e.Liquidation.Quantity.Value;
        }

        market.Apply(in e);
        if (e.Kind == EventKind.BookLevel)
        {
            CheckLevel(market, in e);
        }
    }

    private void CheckTrade(MarketState market, in Event e)
    {
        var offered = e.Side == Side.Bid
            ? market.Book.QuantityAt(Side.Ask, e.Trade.Price)
            : market.Book.QuantityAt(Side.Bid, e.Trade.Price);
        if (e.Trade.Quantity <= QtyLots.Zero || offered < e.Trade.Quantity)
        {
            Fault ??= $"{e.Trade.Quantity} traded where {offered} were offered, at {e.Time}";
        }
    }

    private void CheckLevel(MarketState market, in Event e)
    {
        if (e.BookLevel.Price <= PriceTicks.Zero || e.BookLevel.Quantity < QtyLots.Zero)
        {
            Fault ??= $"a level without a positive price, at {e.Time}";
        }

        var isWhole = market.Book.State == BookState.Live && market.HasBid && market.HasAsk && !market.Book.IsCrossed;
        if (e.IsLastOfRun && !isWhole)
        {
            Fault ??= $"instrument {e.Instrument.Value} has a book that is {market.Book.State}, at {e.Time}";
        }
    }

    private void CloseMinute()
    {
        for (var i = 0; i < _markets.Count; i++)
        {
            _current[i].Price = _markets[i].Book.Mid();
            _minutes[i].Add(_current[i]);
            _current[i] = new MinuteFacts();
        }

        _nextMinuteNs += TimestampNs.PerMinute;
    }
}
