using Engine.Model.Events;

namespace Benchmarks.TickToOrder;

/// <summary>Takes a market apart: its definitions, and its public events.</summary>
internal sealed class RunCollector : IEventSink
{
    internal List<Event[]> Definitions { get; } = [];

    internal List<Event> Public { get; } = [];

    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        if (run[0].Class == EventClass.Public)
        {
            Public.AddRange(run);
        }
        else
        {
            Definitions.Add(run.ToArray());
        }

        return SinkResult.Published;
    }
}
