using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Events;
using Replay.Sessions;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>
/// What the simulated venue has met in a run: trouble by kind, and a feed whose latency is no latency.
/// </summary>
internal static class VenueFacts
{
    /// <summary>How much there was of each trouble, where there was any.</summary>
    internal static IEnumerable<TroubleFigure> Trouble(SimulatedVenue venue)
    {
        foreach (var kind in Enum.GetValues<TroubleKind>())
        {
            if (venue.TroubleCount(kind) is > 0 and var count)
            {
                var word = kind.ToString();
                yield return new TroubleFigure(char.ToLowerInvariant(word[0]) + word[1..], Name(kind), count);
            }
        }
    }

    /// <summary>What makes a recorded feed latency doubtful, with its mend.</summary>
    internal static IEnumerable<string> Warnings(SimulatedVenue venue, SimulationSettings settings)
    {
        if (!settings.Latency.IsFeedFromData)
        {
            yield break;
        }

        var facts = venue.FeedLatency;
        if (facts.SeenCount == 0)
        {
            yield return "feed latency as recorded: no book, quote or trade carries the venue's time, "
                + $"so it is taken as {Duration(settings.FeedLatencyNs)}";
        }
        else if (facts.NegativeCount > 0)
        {
            yield return $"feed latency as recorded: {NumberText.Count(facts.NegativeCount)} of "
                + $"{NumberText.Count(facts.SeenCount)} events came before the venue stamped them, by "
                + $"{Duration(-facts.ShortestNs)} at most; they count as zero. A clock was off: import again with "
                + $"--shift-clock {Duration(-facts.ShortestNs)} or more";
        }
    }

    private static string Duration(long nanoseconds) => ParameterText.Format(ParameterType.DurationNs, nanoseconds);

    private static string Name(TroubleKind kind) => kind switch
    {
        TroubleKind.Busy => "refused as busy",
        TroubleKind.Vanished => "timed out, never arrived",
        TroubleKind.Unanswered => "timed out, carried out",
        TroubleKind.Disconnect => "disconnects",
        TroubleKind.NotConnected => "not sent, no connection",
        TroubleKind.QueryHeld => "queries held until connected",
        TroubleKind.ReportLost => "reports lost",
        TroubleKind.FillRecalled => "lost fills recalled",
        TroubleKind.ReportDuplicated => "reports duplicated",
        TroubleKind.ReportReordered => "reports reordered",
        TroubleKind.ReportDelayed => "reports delayed",
        TroubleKind.FillSplit => "fills split",
        _ => kind.ToString(),
    };
}
