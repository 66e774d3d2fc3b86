using Engine.Model.Events;

namespace Benchmarks.TickToOrder;

/// <summary>Messages that are events already: runs that lie one behind the other.</summary>
internal sealed class DecodedTicks : TickSource
{
    private readonly Event[] _events;
    private readonly int[] _ends;
    private readonly Event[] _scratch = new Event[Event.RunLengthMax];
    private int _count;

    /// <summary>Takes whole runs.</summary>
    internal DecodedTicks(Event[] events)
    {
        _events = events;
        _ends = [.. Enumerable.Range(0, events.Length).Where(i => events[i].IsLastOfRun).Select(i => i + 1)];
    }

    internal override int Count => _ends.Length;

    internal override int EventsOf(int message) => _ends[message] - StartOf(message);

    internal override void Receive(int message)
    {
        _count = EventsOf(message);
        _events.AsSpan(StartOf(message), _count).CopyTo(_scratch);
    }

    internal override void Publish(IEventSink sink) => sink.Publish(_scratch.AsSpan(0, _count));

    private int StartOf(int message) => message == 0 ? 0 : _ends[message - 1];
}
