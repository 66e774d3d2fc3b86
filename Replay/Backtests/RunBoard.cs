using Engine.Core;
using Engine.Disruptor;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>All strategies in all their instruments, and the sums over strategies and over instruments.</summary>
internal sealed class RunBoard
{
    /// <summary>What stands for every strategy, or every instrument.</summary>
    internal const string All = "all";

    private readonly List<RunTracker> _runs = [];
    private RunTracker?[] _places = [];
    private ExecutionQuality?[] _byInstrument = [];
    private int _instrumentCount;

    /// <summary>Each strategy in each of its instruments.</summary>
    internal IReadOnlyList<RunTracker> Runs => _runs;

    /// <summary>Each strategy over its instruments.</summary>
    internal IReadOnlyList<TrackerGroup> Strategies { get; private set; } = [];

    /// <summary>Each instrument over its strategies.</summary>
    internal IReadOnlyList<TrackerGroup> Instruments { get; private set; } = [];

    /// <summary>Makes all of it; strategies and instruments are known.</summary>
    /// <param name="core">Knows both.</param>
    /// <param name="capital">What every percentage is a percentage of.</param>
    /// <param name="settleAsset">The asset of the account's figures.</param>
    /// <param name="account">What measures everything together.</param>
    internal void Fill(TradingCore core, Money capital, AssetId settleAsset, PerformanceTracker account)
    {
        _instrumentCount = core.Instruments.Count;
        _byInstrument = new ExecutionQuality?[_instrumentCount];
        foreach (var strategy in core.Strategies)
        {
            foreach (var instrument in strategy.Instruments)
            {
                _runs.Add(new RunTracker(strategy, core.Instruments[instrument], capital));
                _byInstrument[instrument.Value] ??= new ExecutionQuality();
            }
        }

        _places = new RunTracker?[(_runs.Max(run => run.Strategy.Id.Value) + 1) * _instrumentCount];
        foreach (var run in _runs)
        {
            _places[PlaceOf(run.Strategy.Id, run.Instrument.Id)] = run;
        }

        // Amounts of several currencies do not add up: sums are those of the account's own.
        var summed = _runs.Where(run => run.Instrument.SettleAsset == settleAsset).ToList();
        Strategies =
        [
            .. summed.GroupBy(run => run.Strategy.Descriptor.Name, StringComparer.Ordinal)
                .Select(members => GroupOf(members.Key, All, [.. members], account)),
        ];
        Instruments =
        [
            .. summed.GroupBy(run => run.Instrument.Id)
                .Select(members => GroupOf(All, members.First().Instrument.Name, [.. members], account)),
        ];
    }

    /// <summary>A strategy in an instrument; null where it has none.</summary>
    internal RunTracker? Find(StrategyId strategy, InstrumentId instrument)
    {
        var place = PlaceOf(strategy, instrument);
        return (uint)place < (uint)_places.Length ? _places[place] : null;
    }

    /// <summary>Whether any instrument that is traded has a price.</summary>
    internal bool HasPrice(TradingCore core)
    {
        foreach (var run in _runs)
        {
            if (core.Markets[run.Instrument.Id.Value].TryReferencePrice(out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How long an instrument's market data were under way; null where nobody trades it.</summary>
    internal LogLinearHistogram? FeedOf(InstrumentId instrument) =>
        (uint)instrument.Value < (uint)_byInstrument.Length ? _byInstrument[instrument.Value]?.Feed : null;

    /// <summary>Takes a sample of all runs whose instruments have had a price.</summary>
    internal void Sample(TradingCore core, TimestampNs now)
    {
        foreach (var run in _runs)
        {
            var market = core.Markets[run.Instrument.Id.Value];
            if (!run.IsStarted && market.TryReferencePrice(out _))
            {
                run.Start(now);
            }

            if (!run.IsStarted)
            {
                continue;
            }

            var net = core.Portfolio.NetPnl(run.Strategy.Id, run.Instrument.Id, market);
            run.Tracker.OnEquity(now, run.Tracker.Options.Capital + net);
            foreach (var group in run.Groups)
            {
                group.Add(net);
            }
        }

        SampleSums(Strategies, now);
        SampleSums(Instruments, now);
    }

    /// <summary>What became of the orders of some runs, with the market data of their instruments.</summary>
    internal ExecutionSummary ExecutionOf(IReadOnlyList<RunTracker> runs)
    {
        var sum = new ExecutionQuality();
        var seen = new HashSet<int>();
        foreach (var run in runs)
        {
            sum.MergeOrders(run.Execution);
            if (seen.Add(run.Instrument.Id.Value) && FeedOf(run.Instrument.Id) is { } feed)
            {
                sum.Feed.Merge(feed);
            }
        }

        return sum.Summarize();
    }

    private TrackerGroup GroupOf(
        string strategy, string instrument, IReadOnlyList<RunTracker> members, PerformanceTracker account) =>
        TrackerGroup.Of(strategy, instrument, members, members.Count == _runs.Count ? account : null);

    // By index: an enumerator of an interface would be allocated.
    private static void SampleSums(IReadOnlyList<TrackerGroup> groups, TimestampNs now)
    {
        for (var index = 0; index < groups.Count; index++)
        {
            groups[index].Sample(now);
        }
    }

    private int PlaceOf(StrategyId strategy, InstrumentId instrument) =>
        (strategy.Value * _instrumentCount) + instrument.Value;
}
