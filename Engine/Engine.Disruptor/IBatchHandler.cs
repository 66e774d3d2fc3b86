namespace Engine.Disruptor;

/// <summary>
/// What a stage does with its events. Implement it as a struct: the JIT then specialises the processor for it.
/// </summary>
/// <remarks>
/// One thread, the stage's, calls it; a class may be the handler too, which costs an interface call per batch.
/// </remarks>
/// <typeparam name="T">The slot.</typeparam>
public interface IBatchHandler<T>
    where T : unmanaged
{
    /// <summary>
    /// Handles a batch. Called by the thread that owns the stage, in order, every event exactly once.
    /// </summary>
    /// <param name="batch">
    /// The events, in the ring itself: they may be read until the method returns. It never reaches across the wrap
    /// point.
    /// </param>
    /// <param name="firstSequence">The sequence of the first; the others follow it.</param>
    /// <param name="endOfBatch">
    /// True if this is all that was available at the last look: the moment to flush. Never between the slots of one
    /// claim. False when the rest comes next, after the wrap point or the batch limit.
    /// </param>
    /// <exception cref="Exception">Any exception halts the whole graph: no event is skipped.</exception>
    void OnBatch(ReadOnlySpan<T> batch, long firstSequence, bool endOfBatch);
}
