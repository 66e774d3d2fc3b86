using Engine.Model.Events;
using Engine.Model.Units;

namespace Engine.Host.Commands;

/// <summary>Passes runs on, and remembers the time of the last.</summary>
internal sealed class LastTimeSink : IEventSink
{
    private readonly IEventSink _next;

    public LastTimeSink(IEventSink next) => _next = next;

    /// <summary>The time of the last event; zero before the first.</summary>
    public TimestampNs LastTime { get; private set; }

    /// <inheritdoc />
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        LastTime = run[^1].Time;
        return _next.Publish(run);
    }
}
