using Engine.Core.Strategies;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>The figures of one strategy in one instrument.</summary>
internal sealed class RunTracker
{
    // Enough for a line in a chart of many; the account alone keeps its curve in full and lists its trades.
    private const int EquityBuckets = 256;

    internal RunTracker(RunningStrategy strategy, Instrument instrument, Money capital)
    {
        Strategy = strategy;
        Instrument = instrument;
        Tracker = new PerformanceTracker(OptionsOf(capital));
    }

    internal RunningStrategy Strategy { get; }

    internal Instrument Instrument { get; }

    internal PerformanceTracker Tracker { get; }

    /// <summary>What became of its orders.</summary>
    internal ExecutionQuality Execution { get; } = new();

    /// <summary>The sums over several runs that it is part of and that are kept apart.</summary>
    internal List<TrackerGroup> Groups { get; } = [];

    /// <summary>Whether its instrument has had a price: before that there is nothing to measure.</summary>
    internal bool IsStarted { get; private set; }

    /// <summary>The funding that the tracker has been told of.</summary>
    internal Money FundingSeen { get; set; }

    /// <summary>How runs, and sums of runs, are measured.</summary>
    internal static StatisticsOptions OptionsOf(Money capital) =>
        new() { Capital = capital, EquityBuckets = EquityBuckets, TradesKept = 0 };

    /// <summary>Begins to measure, with the whole capital.</summary>
    internal void Start(TimestampNs time)
    {
        IsStarted = true;
        Tracker.OnEquity(time, Tracker.Options.Capital);
        foreach (var group in Groups)
        {
            group.Start(time);
        }
    }

    internal void OnFill(in FillFacts facts)
    {
        if (!IsStarted)
        {
            Start(facts.Time);
        }

        Tracker.OnFill(in facts);
        foreach (var group in Groups)
        {
            group.Tracker.OnFill(in facts);
        }
    }

    internal void OnFunding(in FundingFacts facts)
    {
        Tracker.OnFunding(in facts);
        foreach (var group in Groups)
        {
            group.Tracker.OnFunding(in facts);
        }
    }
}
