using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Stands at prices where many were liquidated, once aggressors turn and no strong trend is in the way.
/// </summary>
/// <remarks>
/// Liquidations gather by price zone; a zone with enough of them is a cluster. Entry, against what was forced (longs
/// liquidated → long), when the price is near the cluster, the volume delta of the last beats confirms the side, and
/// the trend filter (<see cref="TrendFilter" />) allows it; then the cluster is spent. Take profit and stop = their
/// base × (σ of the last 60 beats ÷ σ of the last 600) of the price's relative moves, each within its bounds; the base
/// itself until the longer window is full. A cluster that the trend alone keeps it from is told as a state change (0 →
/// the verdict: 1 not warm, 2 strong downtrend, 3 strong uptrend) with the votes as evidence.
/// </remarks>
public sealed class LiquidationCluster : SignalStrategy
{
    private const int ShortPeriod = 60;
    private const int LongPeriod = 600;

    private const int ClusterSizePlace = 0;
    private const int ClusterValuePlace = 1;
    private const int ZoneWidthPlace = 2;
    private const int ClusterLifePlace = 3;
    private const int ReachPlace = 4;
    private const int DeltaWindowPlace = 5;
    private const int DeltaRatioPlace = 6;
    private const int TargetPlace = 7;
    private const int TargetMinPlace = 8;
    private const int TargetMaxPlace = 9;
    private const int StopPlace = 10;
    private const int StopMinPlace = 11;
    private const int StopMaxPlace = 12;
    private const int TimeStopPlace = 13;
    private const int UseTrendPlace = 14;
    private const int TimeframePlace = 15;
    private const int TimeframesPlace = 16;
    private const int TrendFastPlace = 17;
    private const int TrendSlowPlace = 18;
    private const int AdxPeriodPlace = 19;
    private const int TrendAdxPlace = 20;
    private const int StrongAdxPlace = 21;
    private const int CooldownPlace = 22;
    private const int AllowShortPlace = 23;
    private const int IntervalPlace = 24;
    private const int SizingPlace = 25;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "liquidation-cluster",
        Summary = "Stands at prices where many were liquidated, with volume delta and trend on its side.",
        Create = () => new LiquidationCluster(),
        FlagNeeds = [VenueExits.Needs("stop")],
        Needs = MarketInputs.Liquidations | MarketInputs.Trades,
        Orders =
        [
            new ParameterOrder("targetMin", "target"),
            new ParameterOrder("target", "targetMax"),
            new ParameterOrder("stopMin", "stop"),
            new ParameterOrder("stop", "stopMax"),
            new ParameterOrder("trendFast", "trendSlow") { MayBeEqual = false },
            new ParameterOrder("trendAdx", "strongAdx"),
        ],
        Parameters =
        [
            ParameterDescriptor.OfReal(
                "clusterSize", 100, 0, 1e12, "The least quantity liquidated in one zone.", "base"),
            ParameterDescriptor.OfMoney(
                "clusterValue", 0, 0, long.MaxValue, "The least value liquidated in one zone; 0 for any."),
            ParameterDescriptor.OfReal("zoneWidth", 0.005, 1e-5, 0.5, "The width of a zone.", "fraction"),
            ParameterDescriptor.OfDuration(
                "clusterLife", 30 * TimestampNs.PerMinute, TimestampNs.PerSecond, 7 * TimestampNs.PerDay,
                "How long a zone is remembered after its last liquidation."),
            ParameterDescriptor.OfReal("reach", 0.015, 0, 1, "How near the price must be to a cluster.", "fraction"),
            ParameterDescriptor.OfInteger(
                "deltaWindow", 30, 1, 10_000, "Samples of volume delta that must confirm.", "samples"),
            ParameterDescriptor.OfReal("deltaRatio", 0.05, 0, 1, "The least delta ratio that confirms.", "fraction"),
            ParameterDescriptor.OfReal("target", 0.012, 0, 1, "Take profit at usual volatility.", "fraction"),
            ParameterDescriptor.OfReal("targetMin", 0.008, 0, 1, "The nearest take profit.", "fraction"),
            ParameterDescriptor.OfReal("targetMax", 0.015, 0, 1, "The farthest take profit.", "fraction"),
            ParameterDescriptor.OfReal("stop", 0.012, 0, 1, "The stop at usual volatility; 0 for none.", "fraction"),
            ParameterDescriptor.OfReal("stopMin", 0.010, 0, 1, "The nearest stop.", "fraction"),
            ParameterDescriptor.OfReal("stopMax", 0.015, 0, 1, "The farthest stop.", "fraction"),
            ParameterDescriptor.OfDuration(
                "timeStop", 30 * TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Leaves after this time; 0 for never."),
            ParameterDescriptor.OfFlag("useTrend", true, "Whether the trend filter must allow the side."),
            ParameterDescriptor.OfDuration(
                "trendTimeframe", TimestampNs.PerMinute, TimestampNs.PerSecond, TimestampNs.PerDay,
                "The shortest bars of the trend filter; each next timeframe is three times as long."),
            ParameterDescriptor.OfInteger("trendTimeframes", 3, 1, 5, "How many timeframes vote.", "timeframes"),
            ParameterDescriptor.OfInteger("trendFast", 9, 1, 1_000, "Period of the trend's fast EMA.", "bars"),
            ParameterDescriptor.OfInteger("trendSlow", 21, 2, 1_000, "Period of the trend's slow EMA.", "bars"),
            ParameterDescriptor.OfInteger("adxPeriod", 14, 2, 1_000, "Period of the ADX (Wilder).", "bars"),
            ParameterDescriptor.OfReal("trendAdx", 20, 0, 100, "An ADX below this is a range."),
            ParameterDescriptor.OfReal("strongAdx", 40, 0, 100, "An ADX from this on is a strong trend."),
            ParameterDescriptor.OfDuration(
                "cooldown", TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Pause after a position."),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            ParameterDescriptor.OfDuration(
                "sampleInterval", TimestampNs.PerSecond, TimestampNs.PerMillisecond, TimestampNs.PerDay,
                "How often it judges."),
            .. Sizer.Rows(1_000),
            .. VenueExits.Rows(),
        ],
    };

    private readonly RollingStatistics _shortMoves = new(ShortPeriod);
    private readonly RollingStatistics _longMoves = new(LongPeriod);
    private LiquidationMap? _map;
    private VolumeDelta? _flow;
    private TrendFilter? _trend;
    private double _lastPrice;
    private int _verdict;

    /// <summary>One that has not started.</summary>
    public LiquidationCluster()
        : base(SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        var parameters = Context.Parameters;
        _map = new LiquidationMap(parameters.Real(ZoneWidthPlace), parameters.DurationNs(ClusterLifePlace));
        _flow = new VolumeDelta((int)parameters.Integer(DeltaWindowPlace));
        _trend = new TrendFilter(new TrendSettings
        {
            TimeframeNs = parameters.DurationNs(TimeframePlace),
            TimeframeCount = (int)parameters.Integer(TimeframesPlace),
            FastPeriod = (int)parameters.Integer(TrendFastPlace),
            SlowPeriod = (int)parameters.Integer(TrendSlowPlace),
            AdxPeriod = (int)parameters.Integer(AdxPeriodPlace),
            TrendAdx = parameters.Real(TrendAdxPlace),
            StrongAdx = parameters.Real(StrongAdxPlace),
        });
        Begin(parameters.DurationNs(IntervalPlace), parameters.DurationNs(CooldownPlace));
    }

    /// <inheritdoc />
    public override void OnMarket(MarketState market, in Event e)
    {
        if (e.Kind == EventKind.Liquidation && e.Liquidation.Price.Value > 0)
        {
            var price = market.Instrument.ToDouble(e.Liquidation.Price);
            _map!.Add(Context.Now, price, e.Liquidation.Quantity.Value, e.Side);
        }
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _shortMoves.VisitState(sink);
        _longMoves.VisitState(sink);
        _map?.VisitState(sink);
        _flow?.VisitState(sink);
        _trend?.VisitState(sink);
        sink.Visit(ref _lastPrice);
        sink.Visit(ref _verdict);
    }

    /// <inheritdoc />
    private protected override void Hear(MarketState market, in Trade trade, Side aggressor)
    {
        if (market.IsLastTradeSideKnown)
        {
            _flow!.Add(trade.Quantity, aggressor);
        }
    }

    /// <inheritdoc />
    private protected override void Judge(MarketState market, double price)
    {
        Sample(market, price);
        var parameters = Context.Parameters;
        if (!IsFree
            || !_map!.TryNearest(Context.Now, price, MinLots(market, price), parameters.Real(ReachPlace), out var found)
            || !_flow!.Confirms(found.Side, parameters.Real(DeltaRatioPlace)))
        {
            return;
        }

        var ratio = VolatilityRatio();
        var stop = Adapted(ratio, StopPlace, StopMinPlace, StopMaxPlace);
        var lots = LotsFor(market, found.Side, parameters.Flag(AllowShortPlace), stop);
        if (lots > QtyLots.Zero && IsAllowedByTrend(found.Side))
        {
            SayCluster(market, price, ratio, in found);
            _map.Consume(found.Index);
            var target = Adapted(ratio, TargetPlace, TargetMinPlace, TargetMaxPlace);
            Enter(found.Side, lots, ExitRule.OfFractions(stop, target, parameters.DurationNs(TimeStopPlace)));
        }
    }

    private void Sample(MarketState market, double price)
    {
        if (_lastPrice > 0)
        {
            var move = (price / _lastPrice) - 1;
            _shortMoves.Update(move);
            _longMoves.Update(move);
        }

        _lastPrice = price;
        _flow!.Beat(price);
        if (market.TryReferencePrice(out var reference))
        {
            _trend!.Add(Context.Now, reference);
        }
    }

    private bool IsAllowedByTrend(Side side)
    {
        var verdict = Context.Parameters.Flag(UseTrendPlace) ? _trend!.Judge(side) : TrendVerdict.Allowed;
        if ((int)verdict != _verdict)
        {
            Context.StateChanged(Instrument, _verdict, (int)verdict);
            SayTrend();
            _verdict = (int)verdict;
        }

        return verdict == TrendVerdict.Allowed;
    }

    private void SayCluster(MarketState market, double price, double ratio, in LiquidationZone cluster)
    {
        var parameters = Context.Parameters;
        var size = market.Instrument.ToDouble(new QtyLots(cluster.Lots));
        var oneSidedness = (double)Math.Max(cluster.LongLots, cluster.ShortLots) / cluster.Lots;
        Say(market, cluster.Side, 0.5 * (oneSidedness + Math.Abs(_flow!.Ratio)));
        Context.Evidence(Instrument, "cluster-size"u8, size, parameters.Real(ClusterSizePlace));
        Context.Evidence(Instrument, "cluster-distance"u8, (price / cluster.Price) - 1, parameters.Real(ReachPlace));
        Context.Evidence(Instrument, "delta-ratio"u8, _flow.Ratio, parameters.Real(DeltaRatioPlace));
        Context.Evidence(Instrument, "volatility-ratio"u8, ratio, 1);
        SayTrend();
    }

    private void SayTrend() => Context.Evidence(Instrument, "trend-vote"u8, _trend!.Vote, double.NaN);

    /// <summary>The greater of the two sizes that a cluster must have, in lots.</summary>
    private double MinLots(MarketState market, double price)
    {
        var lot = market.Instrument.ToDouble(new QtyLots(1));
        var value = Context.Parameters.Money(ClusterValuePlace).Value / (double)Money.Scale;
        return Math.Max(Context.Parameters.Real(ClusterSizePlace), value / price) / lot;
    }

    private double VolatilityRatio() =>
        _longMoves.IsReady && _longMoves.StandardDeviation > 0
            ? _shortMoves.StandardDeviation / _longMoves.StandardDeviation
            : 1;

    private double Adapted(double ratio, int place, int minPlace, int maxPlace)
    {
        var parameters = Context.Parameters;
        var (low, high) = (parameters.Real(minPlace), parameters.Real(maxPlace));
        return Math.Clamp(parameters.Real(place) * ratio, Math.Min(low, high), Math.Max(low, high));
    }
}
