using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>
/// The sum of several runs: a strategy over its instruments, or an instrument over its strategies. Where that is one
/// run, or all there are, it reads what is measured already, and costs nothing.
/// </summary>
internal sealed class TrackerGroup
{
    private bool _isStarted;
    private Money _net;

    private TrackerGroup(string strategy, string instrument, IReadOnlyList<RunTracker> members, PerformanceTracker own)
    {
        Strategy = strategy;
        Instrument = instrument;
        Members = members;
        Tracker = own;
    }

    /// <summary>The strategy, or what stands for all.</summary>
    internal string Strategy { get; }

    /// <summary>The instrument, or what stands for all.</summary>
    internal string Instrument { get; }

    /// <summary>The runs that it sums.</summary>
    internal IReadOnlyList<RunTracker> Members { get; }

    /// <summary>Its figures.</summary>
    internal PerformanceTracker Tracker { get; }

    /// <summary>Makes a group.</summary>
    /// <param name="strategy">Its strategy, or what stands for all.</param>
    /// <param name="instrument">Its instrument, or what stands for all.</param>
    /// <param name="members">At least one run.</param>
    /// <param name="whole">What measures all runs, where these are all; else null.</param>
    internal static TrackerGroup Of(
        string strategy, string instrument, IReadOnlyList<RunTracker> members, PerformanceTracker? whole)
    {
        if (members.Count == 1 || whole is not null)
        {
            return new TrackerGroup(strategy, instrument, members, members.Count == 1 ? members[0].Tracker : whole!);
        }

        var options = RunTracker.OptionsOf(members[0].Tracker.Options.Capital);
        var group = new TrackerGroup(strategy, instrument, members, new PerformanceTracker(options));
        foreach (var member in members)
        {
            member.Groups.Add(group);
        }

        return group;
    }

    /// <summary>One of its runs has begun.</summary>
    internal void Start(TimestampNs time)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            Tracker.OnEquity(time, Tracker.Options.Capital);
        }
    }

    /// <summary>What one of its runs has made up to the sample under way.</summary>
    internal void Add(Money net) => _net += net;

    /// <summary>Takes the sample, and begins the next.</summary>
    internal void Sample(TimestampNs time)
    {
        if (_isStarted)
        {
            Tracker.OnEquity(time, Tracker.Options.Capital + _net);
        }

        _net = Money.Zero;
    }
}
