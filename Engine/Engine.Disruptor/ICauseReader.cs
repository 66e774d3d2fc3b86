namespace Engine.Disruptor;

/// <summary>
/// Reads from a slot the sequence, on another ring, that must be reached before the slot may be released.
/// </summary>
/// <typeparam name="T">The slot.</typeparam>
public interface ICauseReader<T>
    where T : unmanaged
{
    /// <summary>Returns the cause of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>The sequence that must be reached.</returns>
    long CauseOf(in T slot);
}
