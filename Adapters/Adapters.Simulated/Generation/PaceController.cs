using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>Holds the mean rate of events, so that the market lasts as long as its regimes were laid out for.</summary>
/// <remarks>
/// What an action is worth in slots, and how busy the regimes make the markets, are measured as they happen; the rate
/// of actions follows from what is left of events and of time. The priors are the values of long markets.
/// </remarks>
/// <param name="settings">The market.</param>
/// <param name="spanNs">How long it should last, ns.</param>
internal sealed class PaceController(GeneratorSettings settings, long spanNs)
{
    private const double UsualRateMin = 0.5;
    private const double UsualEventsPerSecond = 25;
    private const double QuietEventsPerSecond = 10;
    private const double LeftSecondsMin = 2;

    // Bounds and first guess are those of the usual market, and as many times that as this one is busier.
    private readonly double _rateMin =
        UsualRateMin * Math.Min(1, settings.EventsPerSecond / QuietEventsPerSecond);

    private readonly double _rateMax = 60 * (settings.EventsPerSecond / UsualEventsPerSecond);
    private readonly double _endNs = settings.StartTime.Value + (double)spanNs;
    private double _slots = 4.2 * 1_000;
    private double _actions = 1_000;
    private double _activity = 1.15 * 120 * settings.InstrumentCount;
    private double _samples = 120 * settings.InstrumentCount;

    /// <summary>Actions per second of an instrument whose activity is 1.</summary>
    internal double ActionsPerSecond { get; private set; } =
        5 * (settings.EventsPerSecond / UsualEventsPerSecond);

    /// <summary>Counts an action of so many slots.</summary>
    internal void CountAction(int slots)
    {
        _slots += slots;
        _actions++;
    }

    /// <summary>Samples how busy an instrument is; once a second each.</summary>
    internal void SampleActivity(double activity)
    {
        _activity += activity;
        _samples++;
    }

    /// <summary>Sets the rate anew; once a second.</summary>
    internal void Update(long nowNs, long eventsLeft)
    {
        var secondsLeft = Math.Max(LeftSecondsMin, (_endNs - nowNs) / TimestampNs.PerSecond);
        var actionsLeft = eventsLeft / (_slots / _actions);
        var rate = actionsLeft / (secondsLeft * settings.InstrumentCount * (_activity / _samples));
        ActionsPerSecond = Math.Max(_rateMin, Math.Min(_rateMax, rate));
    }
}
