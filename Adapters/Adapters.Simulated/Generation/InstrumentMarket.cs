using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>One generated instrument: its book, its trades and its liquidations, action by action.</summary>
internal sealed class InstrumentMarket
{
    private const double LevelNotional = 15_000;
    private const double TradeNotional = 2_500;
    private const int SweepLevelsMax = 6;
    private const int LevelsLeftMin = 3;
    private const double InformedShare = 0.6;

    private readonly Instrument _instrument;
    private readonly int _index;
    private readonly MarketPaths _paths;
    private readonly GeneratedBook _book;
    private readonly MarketStatistics _statistics;
    private readonly RunWriter _writer;
    private readonly double _tradeLots;
    private SeededRandom _random;
    private Side _lastAggressor;
    private long _lastUpdateId;
    private long _lastTradeId;
    private long _lastLiquidationId;

    internal InstrumentMarket(
        int index, MarketPaths paths, RunWriter writer, ref SeededRandom seeds, GeneratorSettings settings,
        long fundingIntervalNs)
    {
        var template = InstrumentCatalogue.Template(index);
        _instrument = InstrumentCatalogue.Create(index);
        var price = _instrument.ToDouble(new PriceTicks(template.PriceTicks));
        var lot = _instrument.ToDouble(new QtyLots(1));
        _index = index;
        _paths = paths;
        _writer = writer;
        _tradeLots = TradeNotional / (price * lot);
        var levelLots = LevelNotional / (price * lot);
        _book = new GeneratedBook(_instrument.Id, template, levelLots, unchecked((long)seeds.NextBits()));
        _random = new SeededRandom(unchecked((long)seeds.NextBits()));
        _book.Fill(paths.FairTicks(index));
        _statistics = new MarketStatistics(_instrument, paths, writer, _book, settings, fundingIntervalNs);
    }

    /// <summary>What it is.</summary>
    internal Instrument Instrument => _instrument;

    /// <summary>How busy it is now; 1 is usual.</summary>
    internal double Activity
    {
        get
        {
            var activity = _paths.Script(_index).Traits.Activity;
            return activity * (0.5 + (0.5 * Math.Min(3, _paths.VolatilityFactor(_index))));
        }
    }

    /// <summary>What is published by the clock.</summary>
    internal MarketStatistics Statistics => _statistics;

    /// <summary>Publishes the whole book.</summary>
    internal void PublishSnapshot(long nowNs)
    {
        _book.CopyTo(_writer, _lastUpdateId);
        _writer.Flush(nowNs, DrawFeedDelayNs());
    }

    /// <summary>
    /// Publishes the best bid and offer: what a market ends with when no longer message fits into its count.
    /// </summary>
    internal void PublishQuote(long nowNs)
    {
        ref var slot = ref _writer.Next(EventKind.Quote, _instrument.Id, EventFlags.None);
        _book.CopyBestTo(out slot.Quote);
        slot.Quote.UpdateId = _lastUpdateId;
        _writer.Flush(nowNs, DrawFeedDelayNs());
    }

    /// <summary>Trades or moves quotes, and publishes that.</summary>
    /// <param name="nowNs">The time, ns.</param>
    /// <returns>How many slots it was worth.</returns>
    internal int Act(long nowNs)
    {
        var before = _writer.WrittenCount;
        var feedDelayNs = DrawFeedDelayNs();
        var fair = _paths.FairTicks(_index);
        var traits = _paths.Script(_index).Traits;
        var isThrough = (long)fair < _book.BestBid || (long)fair >= _book.BestAsk;

        if (_random.NextDouble() < (isThrough ? Math.Max(InformedShare, traits.TradeShare) : traits.TradeShare))
        {
            Trade(fair, isThrough, traits, nowNs, feedDelayNs);
        }
        else
        {
            _book.Churn(1 + (int)_random.NextBelow(3));
        }

        _book.Follow(fair, 0.5 + (0.5 * _paths.VolatilityFactor(_index)));
        if (_book.HasChanges)
        {
            _book.MoveChangesTo(_writer, ref _lastUpdateId);
            _writer.Flush(nowNs, feedDelayNs);
        }

        return (int)(_writer.WrittenCount - before);
    }

    /// <summary>Lets the weight of the book's sides wander; once a second.</summary>
    internal void Drift() => _book.Drift();

    private void Trade(double fair, bool isThrough, in RegimeTraits traits, long nowNs, long feedDelayNs)
    {
        var isForced = _random.NextDouble() < traits.LiquidationShare;
        var direction = _paths.Script(_index).Direction;
        var aggressor = isForced && direction != 0 ? SideOf(direction)
            : isThrough ? SideOf(fair < _book.BestBid ? -1 : 1)
            : DrawAggressor(fair, traits.Bias * direction);
        _lastAggressor = aggressor;

        var quantity = 1 + (long)(_tradeLots * traits.TradeSize * HeavyTail.Draw(ref _random));
        var opposite = _book.Opposite(aggressor);
        // Who knows the fair price takes what is left on the wrong side of it; the others take a size.
        var levels = SweepLevelsMax;
        var lastPrice = opposite.Price(0);
        var total = 0L;
        while (levels-- > 0 && quantity > 0 && opposite.Count > LevelsLeftMin)
        {
            var isWrong = isThrough && (opposite.Price(0) - fair) * opposite.Outwards < 0;
            var taken = isWrong && levels > SweepLevelsMax / 2
                ? opposite.Quantity(0)
                : Math.Min(quantity, opposite.Quantity(0));
            lastPrice = opposite.Price(0);
            total += taken;
            PublishTrade(aggressor, lastPrice, taken, nowNs, feedDelayNs);
            _book.TakeBest(opposite, taken);
            quantity -= Math.Min(quantity, taken);
        }

        if (isForced && total > 0)
        {
            PublishLiquidation(aggressor, lastPrice, total, nowNs, feedDelayNs);
        }
    }

    private Side DrawAggressor(double fair, double bias)
    {
        // Six in ten follow the aggressor before them: large orders are traded in parts (Lillo and Farmer, 2004).
        if (bias == 0 && _random.NextDouble() < 0.2)
        {
            return _lastAggressor;
        }

        var half = (_book.BestAsk - _book.BestBid) * 0.5;
        var pressure = Math.Max(-0.3, Math.Min(0.3, 0.1 * (fair - _book.Mid) / half));
        return _random.NextDouble() < 0.5 + bias + pressure ? Side.Bid : Side.Ask;
    }

    private void PublishTrade(Side aggressor, long price, long quantity, long nowNs, long feedDelayNs)
    {
        ref var slot = ref _writer.Next(EventKind.Trade, _instrument.Id, FlagOf(aggressor));
        slot.Trade.Price = new PriceTicks(price);
        slot.Trade.Quantity = new QtyLots(quantity);
        slot.Trade.Key = Key128.FromNumber(++_lastTradeId);
        _writer.Flush(nowNs, feedDelayNs);
    }

    private void PublishLiquidation(Side side, long price, long quantity, long nowNs, long feedDelayNs)
    {
        if (_instrument.ContractType == ContractType.Spot)
        {
            return;
        }

        ref var slot = ref _writer.Next(EventKind.Liquidation, _instrument.Id, FlagOf(side));
        slot.Liquidation.Price = new PriceTicks(price);
        slot.Liquidation.Quantity = new QtyLots(quantity);
        slot.Liquidation.Key = Key128.FromNumber(++_lastLiquidationId);
        _writer.Flush(nowNs, feedDelayNs);
    }

    private long DrawFeedDelayNs() =>
        (2 * TimestampNs.PerMillisecond) + (long)(3 * TimestampNs.PerMillisecond * HeavyTail.Draw(ref _random));

    private static Side SideOf(int direction) => direction > 0 ? Side.Bid : Side.Ask;

    private static EventFlags FlagOf(Side side) => side == Side.Ask ? EventFlags.Ask : EventFlags.None;
}
