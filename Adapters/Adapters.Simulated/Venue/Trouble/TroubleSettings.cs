using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Trouble;

/// <summary>What goes wrong between us and the venue, by one seed. All off by default.</summary>
/// <remarks>Probabilities are 0 … 1 for each request or report that it can meet; times are ns.</remarks>
public sealed record TroubleSettings
{
    /// <summary>The seed of all draws. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>That the venue refuses a place, an amend or a cancel as too busy.</summary>
    public Rate Busy { get; init; }

    /// <summary>
    /// That a request has no answer: as often it never reached the venue as it was carried out. Also of queries.
    /// </summary>
    public Rate Timeout { get; init; }

    /// <summary>How long the gateway waits for an answer before it says so; positive. Default 1 s.</summary>
    public long TimeoutNs { get; init; } = TimestampNs.PerSecond;

    /// <summary>How often an hour the connection breaks, on average; 0 … 3,600.</summary>
    public double DisconnectsPerHour { get; init; }

    /// <summary>How long it stays broken; positive. Default 5 s.</summary>
    public long DisconnectNs { get; init; } = 5 * TimestampNs.PerSecond;

    /// <summary>That a report comes twice.</summary>
    public Rate DuplicateReports { get; init; }

    /// <summary>That a report is held back alone, so that others overtake it.</summary>
    public Rate ReorderReports { get; init; }

    /// <summary>The most that it, or a second copy, is held back; positive. Default 50 ms.</summary>
    public long ReorderNs { get; init; } = 50 * TimestampNs.PerMillisecond;

    /// <summary>That a report is late, and with it all that follow.</summary>
    public Rate DelayReports { get; init; }

    /// <summary>The most that it is late; positive. Default 1 s.</summary>
    public long DelayNs { get; init; } = TimestampNs.PerSecond;

    /// <summary>That a report never comes.</summary>
    public Rate LostReports { get; init; }

    /// <summary>That a fill of several lots comes as two.</summary>
    public Rate SplitFills { get; init; }

    /// <summary>
    /// When trouble ends: what goes out or is reported from then on meets none. An outage that has begun runs its time.
    /// </summary>
    public TimestampNs Until { get; init; } = TimestampNs.MaxValue;

    /// <summary>Whether anything can go wrong.</summary>
    public bool IsOn => DisconnectsPerHour > 0
        || (Busy.Value | Timeout.Value | DuplicateReports.Value | ReorderReports.Value | DelayReports.Value
            | LostReports.Value | SplitFills.Value) != 0;

    /// <summary>By how much trouble may put a report off, ns, time-outs included; zero where all is off.</summary>
    public long LongestNs => IsOn ? checked(TimeoutNs + DisconnectNs + (2 * ReorderNs) + DelayNs) : 0;
}
