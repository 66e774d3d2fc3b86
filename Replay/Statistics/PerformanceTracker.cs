using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>
/// Everything that is measured of a run while it runs, in memory that does not grow with its length: of one strategy
/// in one instrument, or of the whole account, by the facts it is given. Single writer; read when the run is over.
/// </summary>
/// <remarks>
/// The account's tracker takes the facts of every strategy and instrument. Its trades are the trades of each strategy
/// in each instrument, so its table row is the sum of the others, also where two strategies hold opposite positions.
/// </remarks>
public sealed class PerformanceTracker
{
    // Looked up by key only: its order reaches no output.
    private readonly Dictionary<(StrategyId Strategy, InstrumentId Instrument), OpenTrade> _openTrades = [];
    private readonly ReturnSampler _returns;
    private readonly DrawdownTracker _drawdown;
    private readonly ExposureClock _exposure = new();
    private Money _equity;
    private int _openCount;
    private bool _isEquityStale;

    /// <summary>Makes a tracker.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range; names it.</exception>
    public PerformanceTracker(StatisticsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _returns = new ReturnSampler(options.SamplingNs);
        _drawdown = new DrawdownTracker(options.Capital);
        _equity = options.Capital;
        Curve = new EquityCurve(options.EquityBuckets);
        ClosedTrades = new BoundedList<TradeRecord>(options.TradesKept);
    }

    /// <summary>How it measures.</summary>
    public StatisticsOptions Options { get; }

    /// <summary>Equity and drawdown, for charts.</summary>
    public EquityCurve Curve { get; }

    /// <summary>The first closed trades.</summary>
    public BoundedList<TradeRecord> ClosedTrades { get; }

    /// <summary>Counts and sums over all closed trades, kept or not.</summary>
    public TradeStatistics Trades { get; } = new();

    /// <summary>Exact sums over fills and funding.</summary>
    public CostSums Costs { get; } = new();

    /// <summary>Capital and what was realised since, after fees and funding; without open profit.</summary>
    public Money RealizedEquity => Options.Capital + Costs.NetRealized;

    /// <summary>The equity at the last sample; the capital before the first.</summary>
    public Money Equity => _equity;

    internal ReturnSampler Returns => _returns;

    internal DrawdownTracker Drawdown => _drawdown;

    internal ExposureClock Exposure => _exposure;

    /// <summary>Takes a fill; facts come in order of time.</summary>
    public void OnFill(in FillFacts fill) => OnFill(in fill, out _);

    /// <summary>Takes a fill.</summary>
    /// <param name="fill">In order of time.</param>
    /// <param name="closed">The trade that it ended, if it did.</param>
    /// <returns>Whether it ended one.</returns>
    public bool OnFill(in FillFacts fill, out TradeRecord closed)
    {
        var trade = TradeOf(fill.Strategy, fill.Instrument);
        var wasOpen = trade.IsOpen;
        Costs.OnFill(in fill);
        var isClosed = trade.OnFill(in fill, out closed);
        if (isClosed)
        {
            Trades.OnTrade(in closed);
            ClosedTrades.Add(in closed);
        }

        _openCount += (trade.IsOpen ? 1 : 0) - (wasOpen ? 1 : 0);
        _exposure.MoveTo(fill.Time, _openCount > 0);
        _isEquityStale = true;
        return isClosed;
    }

    /// <summary>
    /// Takes a funding payment. One that comes while the position is flat counts in the sums and belongs to no trade.
    /// </summary>
    public void OnFunding(in FundingFacts funding)
    {
        Costs.OnFunding(funding.Amount);
        var trade = TradeOf(funding.Strategy, funding.Instrument);
        if (trade.IsOpen)
        {
            trade.OnFunding(funding.Amount);
        }

        _exposure.MoveTo(funding.Time, _openCount > 0);
        _isEquityStale = true;
    }

    /// <summary>
    /// Takes a sample of equity: at the start, at even steps of stream time (a minute serves), and at the end, after
    /// the last fill.
    /// </summary>
    /// <param name="time">Not before any fact before.</param>
    /// <param name="equity">Capital, and all profit since, open profit and costs included.</param>
    public void OnEquity(TimestampNs time, Money equity)
    {
        _equity = equity;
        _isEquityStale = false;
        _exposure.MoveTo(time, _openCount > 0);
        _returns.OnEquity(time, equity);
        _drawdown.OnEquity(time, equity);
        Curve.Add(time, equity, _drawdown.Current);
    }

    /// <summary>Takes a sample as the open profit at the marks; the rest of equity is known here.</summary>
    /// <param name="time">Not before any fact before.</param>
    /// <param name="unrealizedPnl">What closing all positions at their marks would realise, before fees.</param>
    public void OnMark(TimestampNs time, Money unrealizedPnl) => OnEquity(time, RealizedEquity + unrealizedPnl);

    /// <summary>The final figures.</summary>
    /// <param name="strategy">The strategy's name, or what stands for all of them.</param>
    /// <param name="instrument">The instrument as <c>venue:symbol</c>, or what stands for all of them.</param>
    /// <param name="digest">The run's last digest.</param>
    /// <exception cref="InvalidOperationException">
    /// A position is open and no sample of equity came after the last fill or funding: its profit is not known.
    /// </exception>
    public PerformanceSummary Summarize(string strategy, string instrument, ulong digest)
    {
        if (_isEquityStale && _openCount > 0)
        {
            throw new InvalidOperationException(
                $"{strategy} in {instrument}: the last fill or funding came after the last sample of equity.");
        }

        var equity = _isEquityStale ? RealizedEquity : _equity;
        return PerformanceSummary.Of(this, equity, strategy, instrument, digest);
    }

    private OpenTrade TradeOf(StrategyId strategy, InstrumentId instrument)
    {
        if (!_openTrades.TryGetValue((strategy, instrument), out var trade))
        {
            trade = new OpenTrade(strategy, instrument);
            _openTrades.Add((strategy, instrument), trade);
        }

        return trade;
    }
}
