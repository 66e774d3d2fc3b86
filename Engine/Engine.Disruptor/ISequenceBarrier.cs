namespace Engine.Disruptor;

/// <summary>
/// What a consumer waits for. Implement it as a struct with typed fields: the JIT then inlines the look.
/// </summary>
/// <remarks>The consumer's thread calls all of it. A look costs what it reads; the call itself is inlined.</remarks>
public interface ISequenceBarrier
{
    /// <summary>Looks how far the consumer may read.</summary>
    /// <param name="next">The sequence that it wants next.</param>
    /// <returns>The highest sequence that it may read; before <paramref name="next" /> if there is nothing.</returns>
    long Available(long next);

    /// <summary>Registers the consumer's parker with everything that it waits for. Once, at start.</summary>
    /// <param name="parker">Where the consumer sleeps.</param>
    void Watch(Parker parker);

    /// <summary>Arms what holds the consumer back now.</summary>
    /// <param name="next">The sequence that it wants next.</param>
    void Arm(long next);
}
