namespace Engine.Disruptor;

/// <summary>A stage of a ring: its place in the ring and how to run it, whatever it handles.</summary>
/// <remarks>
/// Two ways to run it, from the same handler: on a thread of its own, or pumped by a caller with
/// <see cref="RunOnce" />. One thread owns it either way; any thread may read its sequence. On a thread of its own its
/// loop costs no virtual call; a round of <see cref="RunOnce" /> costs one, and none per event.
/// </remarks>
public abstract class EventProcessor : IDuty
{
    private protected EventProcessor(string name, HaltSignal halt, Sequence sequence)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(halt);
        ArgumentNullException.ThrowIfNull(sequence);
        Name = name;
        HaltSignal = halt;
        Sequence = sequence;
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>The last sequence handled. Gates producers, and releases the stages that come after this one.</summary>
    public Sequence Sequence { get; }

    /// <summary>The stop that this stage obeys, and halts when its handler throws.</summary>
    public HaltSignal HaltSignal { get; }

    /// <inheritdoc />
    public abstract long Pending { get; }

    /// <summary>How many slots its ring has.</summary>
    internal abstract int Capacity { get; }

    /// <summary>Whether the last look found more than has been handled since. For the owning thread.</summary>
    internal abstract bool HasBacklog { get; }

    /// <inheritdoc />
    public abstract int RunOnce();

    /// <inheritdoc />
    public abstract void Watch(Parker parker);

    /// <inheritdoc />
    public abstract void Arm();

    /// <summary>
    /// Runs until the graph halts. The loop is compiled for the wait strategy, and calls the handler directly.
    /// </summary>
    internal abstract void Run<TWait>(ref TWait wait, Parker parker)
        where TWait : struct, IWaitStrategy;
}
