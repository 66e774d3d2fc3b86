using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Quotes both sides around the middle: wider when it is volatile, leaning against inventory and with the trend.
/// </summary>
/// <remarks>
/// Width = base × (1 + volatilityFactor × σ / mid), σ the standard deviation of the last 60 samples of mid. Trend =
/// (EMA 20 − EMA 60) / EMA 60: beyond the threshold only the side with the trend is quoted, and the other only to
/// reduce inventory. In a range with σ / mid above 1 % the size is halved. Both quotes lean against the inventory.
/// </remarks>
public sealed class MarketMaker : Strategy
{
    private const long SampleTag = 1;
    private const long QuoteTag = 2;
    private const double BpsPerUnit = 10_000;
    private const double WildRange = 0.01;
    private const int FastPeriod = 20;
    private const int SlowPeriod = 60;

    private const int BaseSpreadPlace = 0;
    private const int VolatilityPlace = 1;
    private const int MinSpreadPlace = 2;
    private const int TrendPlace = 3;
    private const int OrderSizePlace = 4;
    private const int MaxPositionPlace = 5;
    private const int SkewPlace = 6;
    private const int CooldownPlace = 7;
    private const int RequotePlace = 8;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "market-maker",
        Summary = "Quotes both sides, post-only: volatility width, inventory skew, trend bias.",
        Create = () => new MarketMaker(),
        IsMarketMaker = true,
        Parameters =
        [
            ParameterDescriptor.OfReal(
                "baseSpreadBps", 3, 0.01, 1_000, "The whole width of the quote when calm.", "bps"),
            ParameterDescriptor.OfReal("volatilityFactor", 10, 0, 1_000, "How much σ / mid widens it."),
            ParameterDescriptor.OfReal(
                "minMarketSpread", 0, 0, 1_000, "Does not quote while the market's spread is below this.", "bps"),
            ParameterDescriptor.OfReal("trendThreshold", 0.002, 0, 1, "Trend at which it takes a side.", "fraction"),
            ParameterDescriptor.OfMoney("orderSize", 500 * Money.Scale, 0, long.MaxValue, "The value of each quote."),
            ParameterDescriptor.OfMoney(
                "maxPosition", 2_000 * Money.Scale, 0, long.MaxValue, "The largest position on either side."),
            ParameterDescriptor.OfReal(
                "inventorySkew", 1, 0, 10, "How many half widths the quotes lean when the position is full."),
            ParameterDescriptor.OfDuration(
                "cooldown", 60 * TimestampNs.PerSecond, 0, TimestampNs.PerDay, "Between two changes of the bias."),
            ParameterDescriptor.OfDuration(
                "requoteInterval", TimestampNs.PerSecond, TimestampNs.PerMillisecond, TimestampNs.PerDay,
                "How often quotes are moved, where the data has ticks."),
        ],
    };

    private InstrumentId _instrument;
    private readonly Ema _fast = new(FastPeriod);
    private readonly Ema _slow = new(SlowPeriod);
    private readonly RollingStatistics _deviation = new(SlowPeriod);
    private SampleClock _samples;
    private SampleClock _quotes;
    private QuoteSide _bid;
    private QuoteSide _ask;
    private int _bias;
    private long _biasSince = long.MinValue;

    /// <inheritdoc />
    public override void OnStart()
    {
        _instrument = Context.Instruments[0];
        _samples = new SampleClock(TimestampNs.PerSecond, SampleTag);
        _quotes = new SampleClock(Context.Parameters.DurationNs(RequotePlace), QuoteTag);
        _bid = new QuoteSide(_instrument, Side.Bid);
        _ask = new QuoteSide(_instrument, Side.Ask);
    }

    /// <inheritdoc />
    public override void OnBook(MarketState market)
    {
        OnTick(market);
        if (!market.IsLive)
        {
            Withdraw();
        }
    }

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor) => OnTick(market);

    /// <inheritdoc />
    public override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        if (_samples.SamplesBars)
        {
            Sample(market);
            Requote(market);
        }
    }

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        var market = Context.Market(_instrument);
        if (tag == SampleTag)
        {
            _samples.SetNext(Context);
            Sample(market);
        }
        else
        {
            _quotes.SetNext(Context);
            Requote(market);
        }
    }

    /// <inheritdoc />
    public override void OnStop() => Withdraw();

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        _fast.VisitState(sink);
        _slow.VisitState(sink);
        _deviation.VisitState(sink);
        _samples.VisitState(sink);
        _quotes.VisitState(sink);
        _bid.VisitState(sink);
        _ask.VisitState(sink);
        sink.Visit(ref _bias);
        sink.Visit(ref _biasSince);
    }

    // The order of the two counts: where both are due the sample is taken first.
    private void OnTick(MarketState market)
    {
        _samples.OnTick(Context, market);
        _quotes.OnTick(Context, market);
    }

    private void Sample(MarketState market)
    {
        if (!market.IsLive || !SampleClock.TryPrice(market, out var mid))
        {
            return;
        }

        _fast.Update(mid);
        _slow.Update(mid);
        _deviation.Update(mid);
        if (_slow.IsReady && _deviation.IsReady)
        {
            UpdateBias(market, mid);
        }
    }

    private void Requote(MarketState market)
    {
        if (!market.IsLive || !SampleClock.TryPrice(market, out var mid)
            || !_slow.IsReady || !_deviation.IsReady
            || SpreadBps(market, mid) < Context.Parameters.Real(MinSpreadPlace))
        {
            Withdraw();
            return;
        }

        Quote(market, mid);
    }

    private void UpdateBias(MarketState market, double mid)
    {
        var trend = (_fast.Value - _slow.Value) / _slow.Value;
        var threshold = Context.Parameters.Real(TrendPlace);
        var bias = trend > threshold ? 1 : trend < -threshold ? -1 : 0;
        var now = Context.Now.Value;
        var isCooling = _biasSince != long.MinValue && now - _biasSince < Context.Parameters.DurationNs(CooldownPlace);
        if (bias == _bias || isCooling)
        {
            return;
        }

        _bias = bias;
        _biasSince = now;
        if (bias != 0 && market.TryReferencePrice(out var reference))
        {
            var confidence = Math.Min(1, Math.Abs(trend) / (2 * threshold));
            Context.Signal(_instrument, bias > 0 ? Side.Bid : Side.Ask, reference, threshold > 0 ? confidence : 1);
            Context.Evidence(_instrument, "trend"u8, trend, bias > 0 ? threshold : -threshold);
            Context.Evidence(_instrument, "ema-fast"u8, _fast.Value, double.NaN);
            Context.Evidence(_instrument, "ema-slow"u8, _slow.Value, double.NaN);
            Context.Evidence(_instrument, "deviation"u8, _deviation.StandardDeviation / mid, WildRange);
        }
    }

    private void Quote(MarketState market, double mid)
    {
        var parameters = Context.Parameters;
        var relativeDeviation = _deviation.StandardDeviation / mid;
        var width = parameters.Real(BaseSpreadPlace) / BpsPerUnit
            * (1 + (parameters.Real(VolatilityPlace) * relativeDeviation));
        var half = mid * width / 2;
        var tick = market.Instrument.TickSize.ToDouble();
        var reference = new PriceTicks((long)(mid / tick));
        var fullLots = Sizing.LotsFor(market.Instrument, reference, parameters.Money(MaxPositionPlace));
        var position = Context.Position(_instrument).Quantity;
        var inventory = fullLots == QtyLots.Zero ? 0 : Math.Clamp((double)position.Value / fullLots.Value, -1, 1);
        var centre = mid - (parameters.Real(SkewPlace) * inventory * half);

        var size = Sizing.LotsFor(market.Instrument, reference, parameters.Money(OrderSizePlace));
        if (_bias == 0 && relativeDeviation > WildRange)
        {
            size = new QtyLots(size.Value / 2);
        }

        var prices = PassivePrices.Of(market, (centre - half) / tick, (centre + half) / tick);
        // A move smaller than an eighth of the half width is not worth the place in the queue.
        var tolerance = (long)(half / tick / 8);
        // Spot cannot be sold short: there the ask never offers more than is held.
        var isSpot = market.Instrument.ContractType == ContractType.Spot;
        var askRoom = isSpot ? position : fullLots + position;
        var bidLots = Allowed(size, fullLots - position, _bias >= 0, -position);
        var askLots = Allowed(size, askRoom, _bias <= 0, position);
        _bid.MoveTo(Context, prices.Bid, Sizing.Tradable(market.Instrument, prices.Bid, bidLots), tolerance);
        _ask.MoveTo(Context, prices.Ask, Sizing.Tradable(market.Instrument, prices.Ask, askLots), tolerance);
    }

    /// <summary>With the bias: up to the room that is left. Against it: only what reduces the position.</summary>
    private static QtyLots Allowed(QtyLots size, QtyLots room, bool isWithBias, QtyLots reducible)
    {
        var limit = isWithBias ? room : reducible;
        return limit <= QtyLots.Zero ? QtyLots.Zero : new QtyLots(Math.Min(size.Value, limit.Value));
    }

    private static double SpreadBps(MarketState market, double mid) => market.HasBid && market.HasAsk
        ? (market.BestAsk.Value - market.BestBid.Value) * market.Instrument.TickSize.ToDouble() / mid * BpsPerUnit
        : double.MaxValue;

    private void Withdraw()
    {
        _bid.Withdraw(Context);
        _ask.Withdraw(Context);
    }
}
