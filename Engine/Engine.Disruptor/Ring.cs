namespace Engine.Disruptor;

/// <summary>A ring in a <see cref="Topology" />.</summary>
/// <typeparam name="T">The slot.</typeparam>
/// <remarks>
/// Belongs to the thread that builds the graph, until that starts. Then its writers' threads claim from
/// <see cref="Sequencer" />, write the slots of <see cref="Buffer" /> in place and publish: the cheapest way. Where a
/// value is at hand, <see cref="Publish(in T)" /> does all three, which costs a copy and two virtual calls.
/// </remarks>
public sealed class Ring<T> : RingNode
    where T : unmanaged
{
    internal Ring(Topology topology, string name, RingOptions options)
        : base(topology, name)
    {
        Buffer = new RingBuffer<T>(options.Capacity);
        if (options.Producers == Producers.Many)
        {
            Sequencer = new MultiProducerSequencer(name, options.Capacity, topology.HaltSignal, options.InitialCursor);
            return;
        }

        var sequencer = new SingleProducerSequencer(name, options.Capacity, topology.HaltSignal, options.InitialCursor);
        sequencer.AttachSlots(Buffer);
        Sequencer = sequencer;
    }

    /// <summary>The slots.</summary>
    public RingBuffer<T> Buffer { get; }

    /// <inheritdoc />
    public override Sequencer Sequencer { get; }

    /// <summary>Publishes one value; waits while the ring is full. For a writer's thread.</summary>
    /// <param name="value">The value, which is copied.</param>
    /// <returns><see cref="ClaimResult.Claimed" />; <see cref="ClaimResult.Halted" />: nothing published.</returns>
    public ClaimResult Publish(in T value) => Publish(new ReadOnlySpan<T>(in value));

    /// <summary>
    /// Publishes values that stay together and appear at once; waits while the ring is full. For a writer's thread.
    /// </summary>
    /// <param name="run">The values, at least one, which are copied.</param>
    /// <returns>
    /// <see cref="ClaimResult.Claimed" />; else <see cref="ClaimResult.TooLarge" /> or
    /// <see cref="ClaimResult.Halted" />, and nothing was published.
    /// </returns>
    public ClaimResult Publish(ReadOnlySpan<T> run)
    {
        var answer = Sequencer.Claim(run.Length, out var first);
        return answer == ClaimResult.Claimed ? CopyAndPublish(run, first) : answer;
    }

    /// <summary>Publishes one value if there is room. For a writer's thread; never waits.</summary>
    /// <param name="value">The value, which is copied.</param>
    /// <param name="priority">Whether it may take the reserve.</param>
    /// <returns>As <see cref="TryPublish(ReadOnlySpan{T}, ClaimPriority)" />.</returns>
    public ClaimResult TryPublish(in T value, ClaimPriority priority = ClaimPriority.Urgent) =>
        TryPublish(new ReadOnlySpan<T>(in value), priority);

    /// <summary>
    /// Publishes values that stay together and appear at once, if there is room for all. For a writer's thread; never
    /// waits.
    /// </summary>
    /// <param name="run">The values, at least one, which are copied.</param>
    /// <param name="priority">Whether they may take the reserve.</param>
    /// <returns>
    /// <see cref="ClaimResult.Claimed" />; else <see cref="ClaimResult.Full" />, <see cref="ClaimResult.TooLarge" /> or
    /// <see cref="ClaimResult.Halted" />, and nothing was published.
    /// </returns>
    public ClaimResult TryPublish(ReadOnlySpan<T> run, ClaimPriority priority = ClaimPriority.Urgent)
    {
        var answer = Sequencer.TryClaim(run.Length, priority, out var first);
        return answer == ClaimResult.Claimed ? CopyAndPublish(run, first) : answer;
    }

    /// <summary>Adds a stage that sees every event of this ring.</summary>
    /// <typeparam name="THandler">The handler; a struct for the fastest loop.</typeparam>
    /// <param name="name">The stage's name.</param>
    /// <param name="handler">What it does.</param>
    /// <returns>The stage, to say what it comes after, what releases it and what it writes.</returns>
    public Stage<T, THandler> Stage<THandler>(string name, THandler handler)
        where THandler : IBatchHandler<T>
    {
        Topology.CheckNotStarted();
        var stage = new Stage<T, THandler>(this, name, handler);
        Stages.Add(stage);
        Topology.Register(stage);
        return stage;
    }

    /// <summary>Adds a consumer that a thread outside the graph pulls. It gates the ring.</summary>
    /// <returns>The poller.</returns>
    public EventPoller<T, CursorBarrier> Poller()
    {
        Topology.CheckNotStarted();
        var poller = new EventPoller<T, CursorBarrier>(Buffer, Sequencer, new CursorBarrier(Sequencer));
        Sequencer.AddGating(poller.Sequence);
        PollerCount++;
        return poller;
    }

    private ClaimResult CopyAndPublish(ReadOnlySpan<T> run, long first)
    {
        Buffer.CopyIn(first, run);
        Sequencer.Publish(first, run.Length);
        return ClaimResult.Claimed;
    }
}
