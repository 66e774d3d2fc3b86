namespace Engine.Disruptor;

/// <summary>A ring in a <see cref="Topology" />.</summary>
/// <typeparam name="T">The slot.</typeparam>
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
}
