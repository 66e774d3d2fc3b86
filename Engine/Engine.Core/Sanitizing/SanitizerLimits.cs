using Engine.Core.Strategies;
using Engine.Model.Units;

namespace Engine.Core.Sanitizing;

/// <summary>
/// The engine's own parameters of the sanitizer: what is fit to act on, and what is stopped where data is not. Set by
/// events, so that a replay has the same.
/// </summary>
public sealed class SanitizerLimits
{
    /// <summary>The place of the first row among the engine's own parameters: the risk limits come before.</summary>
    public const int FirstPlace = 256;

    private static readonly IReadOnlyList<string> Stops = ["count", "strategies", "risk", "both"];

    /// <summary>The table: name, unit, default and range of each parameter.</summary>
    public static readonly IReadOnlyList<ParameterDescriptor> Table =
    [
        ParameterDescriptor.OfDuration("maxLatency", 100 * TimestampNs.PerMillisecond, 0, TimestampNs.PerDay,
            "The longest that a book, quote or trade may take from the venue's stamp to us; 0 for any."),
        ParameterDescriptor.OfReal("maxSpread", 0.005, 0, 10,
            "The widest spread, as a fraction of the mid; 0 for any.", "fraction"),
        ParameterDescriptor.OfDuration("maxSilence", 10 * TimestampNs.PerSecond, 0, TimestampNs.PerDay,
            "The longest that an instrument may go without any update; 0 for any."),
        ParameterDescriptor.OfFlag("timingInBacktest", false,
            "Whether a backtest judges latency and silence, too: recordings of other clocks fail them."),
        OfStop("onGap", DataStop.Risk, "What messages that are missing stop."),
        OfStop("onCrossed", DataStop.Risk, "What a best bid at or above the best ask stops."),
        OfStop("onSpread", DataStop.Risk, "What a spread that is too wide stops."),
        OfStop("onNotPositive", DataStop.Both, "What a price or a quantity that is not positive stops."),
        OfStop("onLate", DataStop.Risk, "What an update that comes too late stops."),
        OfStop("onSilent", DataStop.Risk, "What silence stops."),
        ParameterDescriptor.OfDuration("recovery", TimestampNs.PerSecond, 0, TimestampNs.PerDay,
            "How long a check must pass before it is said to pass again; what it stops ends at once."),
    ];

    private const int LatencyPlace = 0;
    private const int SpreadPlace = 1;
    private const int SilencePlace = 2;
    private const int TimingPlace = 3;
    private const int FirstStopPlace = 4;
    private const int RecoveryPlace = FirstStopPlace + Sanitizer.CheckCount;

    /// <summary>The longest latency, ns; 0 for any.</summary>
    public long MaxLatencyNs => Values.DurationNs(LatencyPlace);

    /// <summary>The widest spread as a fraction of the mid; 0 for any.</summary>
    public double MaxSpread => Values.Real(SpreadPlace);

    /// <summary>The longest silence, ns; 0 for any.</summary>
    public long MaxSilenceNs => Values.DurationNs(SilencePlace);

    /// <summary>Whether latency and silence are judged in a backtest.</summary>
    public bool TimingInBacktest => Values.Flag(TimingPlace);

    /// <summary>How long a check must pass before it is said to pass again, ns.</summary>
    public long RecoveryNs => Values.DurationNs(RecoveryPlace);

    /// <summary>The values, for those who list them.</summary>
    public ParameterValues Values { get; } = new(Table, FirstPlace);

    /// <summary>What data that fails a check stops.</summary>
    public DataStop StopOf(DataCheck check) => (DataStop)Values.Integer(FirstStopPlace + (int)check);

    private static ParameterDescriptor OfStop(string name, DataStop value, string help) =>
        ParameterDescriptor.OfChoice(name, (long)value, Stops, help);
}
