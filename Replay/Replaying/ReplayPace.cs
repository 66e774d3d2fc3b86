using System.Diagnostics;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Replaying;

/// <summary>Lets a replay take as long as the stream took, or a fixed part or multiple of it. One thread.</summary>
/// <remarks>It only waits: what is decided depends on the events alone, as ever.</remarks>
public sealed class ReplayPace
{
    /// <summary>The slowest and the fastest that make sense, times the stream's own speed.</summary>
    public const double Least = 0.001, Most = 1_000_000;

    // Shorter waits than the system can keep to are made up for later.
    private const double WaitMinSeconds = 0.002;

    private readonly double _speed;
    private TimestampNs _firstTime = TimestampNs.MinValue;
    private long _started;

    /// <summary>Makes one that begins with the first event of a market.</summary>
    /// <param name="speed">Times the stream's own speed: 1 is as it was, 10 ten times as fast.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Not between <see cref="Least" /> and <see cref="Most" />.
    /// </exception>
    public ReplayPace(double speed)
    {
        if (!(speed is >= Least and <= Most))
        {
            throw new ArgumentOutOfRangeException(
                nameof(speed), speed, $"A replay's speed is {Least} to {Most:0} times the stream's own.");
        }

        _speed = speed;
    }

    /// <summary>Waits until an event's turn has come.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public void Await(in Event e, CancellationToken token)
    {
        if (_firstTime == TimestampNs.MinValue)
        {
            if (e.Class != EventClass.Public)
            {
                // What is defined before the market begins may be of any time.
                return;
            }

            (_firstTime, _started) = (e.Time, Stopwatch.GetTimestamp());
        }

        var due = (e.Time.Value - _firstTime.Value) / (_speed * TimestampNs.PerSecond);
        while (due - Stopwatch.GetElapsedTime(_started).TotalSeconds is var left && left > WaitMinSeconds)
        {
            // In parts: a pause may be longer than one wait can be.
            if (token.WaitHandle.WaitOne(TimeSpan.FromSeconds(Math.Min(left, 3_600))))
            {
                token.ThrowIfCancellationRequested();
            }
        }
    }
}
