namespace Engine.Disruptor;

/// <summary>
/// Reads from a slot the sequence, on another ring, that must be reached before the slot may be released.
/// </summary>
/// <remarks>
/// The thread of the stage that is held back calls it, once for each slot and once more for each look that a slot
/// holds: what it costs, every held slot pays. Implement it as a struct that only reads.
/// </remarks>
/// <typeparam name="T">The slot.</typeparam>
public interface ICauseReader<T>
    where T : unmanaged
{
    /// <summary>Returns the cause of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>The sequence that must be reached.</returns>
    long CauseOf(in T slot);
}
