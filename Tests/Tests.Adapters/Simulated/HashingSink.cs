using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Counts and hashes what it is given, byte for byte; checks what every run must keep.</summary>
internal sealed class HashingSink : IEventSink
{
    private XxHash64 _hash = new();
    private long _lastTimeNs = long.MinValue;

    internal long EventCount { get; private set; }

    internal long HaltAfter { get; init; } = long.MaxValue;

    /// <summary>The first broken rule; null where all were kept.</summary>
    internal string? Fault { get; private set; }

    internal TimestampNs LastTime => new(_lastTimeNs);

    internal ulong Digest => _hash.Finish();

    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        foreach (var word in MemoryMarshal.Cast<Event, ulong>(run))
        {
            _hash.Add(word);
        }

        Check(run);
        EventCount += run.Length;
        return EventCount >= HaltAfter ? SinkResult.Halted : SinkResult.Published;
    }

    private void Check(ReadOnlySpan<Event> run)
    {
        var time = run[0].Time;
        Fault ??= time.Value < _lastTimeNs ? $"time goes backwards at event {EventCount}" : null;
        _lastTimeNs = time.Value;
        for (var i = 0; i < run.Length; i++)
        {
            if (run[i].Time != time || run[i].IsLastOfRun != (i == run.Length - 1))
            {
                Fault ??= $"the run at event {EventCount} is not whole";
            }

            if (run[i].Class == EventClass.Public && (run[i].VenueTime >= time || run[i].VenueTime.Value <= 0))
            {
                Fault ??= $"event {EventCount + i} was received before the venue published it";
            }
        }
    }
}
