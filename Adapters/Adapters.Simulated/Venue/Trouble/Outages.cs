using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Trouble;

/// <summary>
/// When the connection is broken: times between are exponential, so that outages are as likely in any hour.
/// </summary>
/// <param name="settings">How often and how long.</param>
internal sealed class Outages(TroubleSettings settings)
{
    private const double NsPerHour = 3_600.0 * TimestampNs.PerSecond;

    // A generator of its own: how much is reported does not change when the connection breaks.
    private SeededRandom _random = new(unchecked(settings.Seed + 0x5EED));
    private TimestampNs _from = TimestampNs.MaxValue;
    private TimestampNs _until = TimestampNs.MaxValue;
    private bool _isScheduled;
    private bool _isDown;
    private bool _hasLeapt;
    private LineState _told = LineState.Restored;
    private long _count;

    /// <summary>Whether the connection is broken.</summary>
    internal bool IsDown => _isDown;

    /// <summary>How often it was.</summary>
    internal long Count => _count;

    /// <summary>When this outage, or the next, ends.</summary>
    internal TimestampNs Until => _until;

    /// <summary>Whether a time lies in this outage or the next.</summary>
    internal bool Covers(TimestampNs time) => time >= _from && time < _until;

    /// <summary>Moves the clock.</summary>
    internal void Advance(TimestampNs clock)
    {
        if (settings.DisconnectsPerHour <= 0 || clock <= TimestampNs.Zero)
        {
            return;
        }

        if (!_isScheduled)
        {
            _isScheduled = true;
            Schedule(clock);
        }

        // Where the stream makes a leap, one outage after it is as good as all those that nobody saw.
        if (clock >= _until)
        {
            _count += _isDown ? 0 : 1;
            _hasLeapt = !_isDown && _told != LineState.Lost;
            Schedule(clock);
        }

        var isDown = Covers(clock);
        _count += isDown && !_isDown ? 1 : 0;
        _isDown = isDown;
    }

    /// <summary>The next turn of the line that nobody was told of; of an outage within a leap both.</summary>
    internal bool TryTakeTurn(out LineState state)
    {
        state = _isDown || _hasLeapt ? LineState.Lost : LineState.Restored;
        var isNews = state != _told;
        _told = state;
        _hasLeapt = false;
        return isNews;
    }

    /// <summary>Who is told is another, who takes the line to stand.</summary>
    internal void ForgetTurns() => _told = LineState.Restored;

    /// <summary>Visits draws and times.</summary>
    internal void VisitState(StateSink sink)
    {
        _random.VisitState(sink);
        sink.Visit(ref _from);
        sink.Visit(ref _until);
        sink.Visit(ref _isScheduled);
        sink.Visit(ref _isDown);
        sink.Visit(ref _hasLeapt);
        sink.Visit(ref _count);
        var told = (int)_told;
        sink.Visit(ref told);
        _told = (LineState)told;
    }

    private void Schedule(TimestampNs after)
    {
        // A day is enough between two: a longer pause only waits for the next draw.
        var pause = Math.Min(
            NsPerHour / settings.DisconnectsPerHour * _random.NextExponential(), 1_000.0 * TimestampNs.PerDay);
        _from = after + (long)pause;
        _from = _from < settings.Until ? _from : TimestampNs.MaxValue;
        _until = _from < TimestampNs.MaxValue ? _from + settings.DisconnectNs : TimestampNs.MaxValue;
        _isDown = false;
    }
}
