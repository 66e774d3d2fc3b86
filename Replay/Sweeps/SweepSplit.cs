using Engine.Model.Units;
using Replay.Backtests;
using Replay.Sessions;

namespace Replay.Sweeps;

/// <summary>How a journal's time is split into parts to choose in and parts to judge in.</summary>
/// <remarks>
/// Without anything said the last 30 % are held out: a sweep that shows its best point without a part that did not
/// choose it shows luck. Walk-forward repeats choosing and judging along the journal, each judged part beginning where
/// the one before ends (Pardo, "The Evaluation and Optimization of Trading Strategies", 2008).
/// </remarks>
public sealed record SweepSplit
{
    /// <summary>The part of the time that is held out where nothing else is said.</summary>
    public const double OutOfSampleShareDefault = 0.3;

    private const int FoldCountMax = 10_000;

    /// <summary>The part of the time that is held out, at the end; above 0, below 1.</summary>
    public double OutOfSampleShare { get; init; } = OutOfSampleShareDefault;

    /// <summary>The length of each part to choose in, ns; 0 for one split by share.</summary>
    public long InSampleNs { get; init; }

    /// <summary>The length of each part to judge in, ns.</summary>
    public long OutOfSampleNs { get; init; }

    /// <summary>How long strategies listen before each part, ns.</summary>
    public long WarmUpNs { get; init; }

    /// <summary>Whether choosing and judging are repeated along the journal.</summary>
    public bool IsWalkForward => InSampleNs > 0;

    /// <summary>In one line: what decides the figures.</summary>
    public string Description => IsWalkForward
        ? $"walk-forward {InSampleNs}/{OutOfSampleNs} warm-up {WarmUpNs}"
        : $"out-of-sample {OutOfSampleShare:R} warm-up {WarmUpNs}";

    /// <summary>The splits of a journal, in order of time.</summary>
    /// <exception cref="RunConfigurationException">A number is out of range, or the journal is too short.</exception>
    public IReadOnlyList<SweepFold> FoldsOf(JournalSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        var (first, end) = (span.First.Value, span.Last.Value + 1);
        if (!IsWalkForward)
        {
            if (OutOfSampleShare is not (> 0 and < 1))
            {
                throw new RunConfigurationException(
                    $"--out-of-sample {OutOfSampleShare * 100:0.##}%: hold out more than 0 % and less than 100 %");
            }

            var split = first + (long)((end - first) * (1 - OutOfSampleShare));
            return split > first && split < end
                ? [FoldOf(0, first, split, end)]
                : throw new RunConfigurationException("the journal is too short to be split");
        }

        return WalkForward(first, end);
    }

    private List<SweepFold> WalkForward(long first, long end)
    {
        if (OutOfSampleNs <= 0)
        {
            throw new RunConfigurationException("--walk-forward: both lengths must be positive");
        }

        var count = (end - first - InSampleNs) / OutOfSampleNs;
        if (end - first < InSampleNs || count < 1)
        {
            throw new RunConfigurationException(
                $"--walk-forward: the journal covers {Length(end - first)}, and one step needs "
                + Length(InSampleNs + OutOfSampleNs));
        }

        if (count > FoldCountMax)
        {
            throw new RunConfigurationException(
                $"--walk-forward: that is {count} steps, and at most {FoldCountMax} are taken: lengthen them");
        }

        var folds = new List<SweepFold>();
        for (var i = 0; i < count; i++)
        {
            var start = first + (i * OutOfSampleNs);
            folds.Add(FoldOf(i, start, start + InSampleNs, start + InSampleNs + OutOfSampleNs));
        }

        return folds;
    }

    private SweepFold FoldOf(int index, long start, long split, long end) =>
        new(index, RangeOf(start, split), RangeOf(split, end));

    private BacktestRange RangeOf(long from, long to) =>
        new() { From = new TimestampNs(from), To = new TimestampNs(to), WarmUpNs = WarmUpNs };

    private static string Length(long ns) => Statistics.NumberText.Duration(ns / (double)TimestampNs.PerSecond);
}
