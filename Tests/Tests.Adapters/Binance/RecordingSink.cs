using Engine.Model.Events;

namespace Tests.Adapters.Binance;

/// <summary>Keeps every run.</summary>
internal sealed class RecordingSink : IEventSink
{
    private readonly List<Event[]> _runs = [];

    internal IReadOnlyList<Event[]> Runs => _runs;

    /// <summary>How many runs to take before the sink says that it is full.</summary>
    internal int RoomForRuns { get; set; } = int.MaxValue;

    internal IEnumerable<EventKind> Kinds => _runs.Select(run => run[0].Kind);

    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        if (_runs.Count >= RoomForRuns)
        {
            return SinkResult.Dropped;
        }

        _runs.Add(run.ToArray());
        return SinkResult.Published;
    }
}
