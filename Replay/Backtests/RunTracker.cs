using Engine.Core.Strategies;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>The figures of one strategy in one instrument.</summary>
internal sealed class RunTracker
{
    internal RunTracker(RunningStrategy strategy, Instrument instrument, Money capital)
    {
        Strategy = strategy;
        Instrument = instrument;
        Tracker = new PerformanceTracker(new StatisticsOptions { Capital = capital });
    }

    internal RunningStrategy Strategy { get; }

    internal Instrument Instrument { get; }

    internal PerformanceTracker Tracker { get; }

    /// <summary>The funding that the tracker has been told of.</summary>
    internal Money FundingSeen { get; set; }
}
