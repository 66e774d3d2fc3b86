using Engine.Disruptor;
using Engine.Model.Commands;

namespace Benchmarks.TickToOrder;

/// <summary>A gateway that sends nothing: it notes when commands reach it.</summary>
internal readonly struct NotingGateway(ReleaseLog log) : IBatchHandler<Command>
{
    public void OnBatch(ReadOnlySpan<Command> batch, long firstSequence, bool endOfBatch) => log.Released(batch);
}
