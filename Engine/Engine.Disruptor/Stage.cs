namespace Engine.Disruptor;

/// <summary>A stage in a <see cref="Topology" />.</summary>
/// <typeparam name="T">The slot.</typeparam>
/// <typeparam name="THandler">The handler.</typeparam>
/// <remarks>
/// Belongs to the thread that builds the graph, until that starts: then it becomes a
/// <see cref="BatchEventProcessor{T, THandler, TBarrier}" />, compiled for its handler and for what it waits for. Costs
/// nothing after.
/// </remarks>
public sealed class Stage<T, THandler> : StageNode
    where T : unmanaged
    where THandler : IBatchHandler<T>
{
    private readonly Ring<T> _ring;
    private readonly THandler _handler;
    private Release? _release;
    private int _batchLimit;

    internal Stage(Ring<T> ring, string name, THandler handler)
        : base(ring, name)
    {
        _ring = ring;
        _handler = handler;
    }

    /// <summary>Lets the stage see an event only after others of the same ring have handled it.</summary>
    /// <param name="stages">The others.</param>
    /// <returns>Itself.</returns>
    public Stage<T, THandler> After(params StageNode[] stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        Topology.CheckNotStarted();
        Dependencies.AddRange(stages);
        return this;
    }

    /// <summary>Holds each slot back until a sequence of another ring has reached the slot's cause.</summary>
    /// <typeparam name="TCause">Reads the cause; a struct.</typeparam>
    /// <param name="reached">The sequence, such as what the journal has written or synced.</param>
    /// <param name="cause">Reads a slot's cause.</param>
    /// <returns>Itself.</returns>
    public Stage<T, THandler> ReleasedBy<TCause>(Sequence reached, TCause cause)
        where TCause : struct, ICauseReader<T>
    {
        ArgumentNullException.ThrowIfNull(reached);
        Topology.CheckNotStarted();
        _release = new Release<TCause>(reached, cause);
        return this;
    }

    /// <summary>Holds each slot back until a stage of another ring has handled the slot's cause.</summary>
    /// <typeparam name="TCause">Reads the cause; a struct.</typeparam>
    /// <param name="stage">The stage.</param>
    /// <param name="cause">Reads a slot's cause.</param>
    /// <returns>Itself.</returns>
    public Stage<T, THandler> ReleasedBy<TCause>(StageNode stage, TCause cause)
        where TCause : struct, ICauseReader<T>
    {
        ArgumentNullException.ThrowIfNull(stage);
        ReleasingStage = stage;
        return ReleasedBy(stage.Sequence, cause);
    }

    /// <summary>Sets the most events between two moves of the stage's sequence.</summary>
    /// <param name="events">
    /// At least 1; without it as many as wait, but an eighth of the ring at a time while more than half of it waits,
    /// and at most 256 on a shared thread.
    /// </param>
    /// <returns>Itself.</returns>
    public Stage<T, THandler> BatchLimit(int events)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(events);
        _batchLimit = events;
        return this;
    }

    /// <summary>Says that the stage writes a ring.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="style">How it takes a full ring.</param>
    /// <returns>Itself.</returns>
    public new Stage<T, THandler> Writes(RingNode ring, WriteStyle style = WriteStyle.Waits)
    {
        base.Writes(ring, style);
        return this;
    }

    internal override void LimitWhereShared(int events)
    {
        if (_batchLimit == 0)
        {
            _batchLimit = Math.Min(events, _ring.Buffer.Capacity);
        }
    }

    internal override IDuty Build() => Dependencies.Count switch
    {
        0 when _ring.Sequencer is MultiProducerSequencer several => Build(new PublishedBarrier(several)),
        0 => Build(new SingleBarrier(_ring.Sequencer.Cursor)),
        1 => Build(new SingleBarrier(Dependencies[0].Sequence)),
        2 => Build(new DualBarrier(Dependencies[0].Sequence, Dependencies[1].Sequence)),
        3 => Build(new TripleBarrier(Dependencies[0].Sequence, Dependencies[1].Sequence, Dependencies[2].Sequence)),
        _ => Build(new GroupBarrier([.. Dependencies.Select(stage => stage.Sequence)])),
    };

    private EventProcessor Build<TBarrier>(TBarrier barrier)
        where TBarrier : struct, ISequenceBarrier => _release is null ? Make(barrier) : _release.Build(this, barrier);

    private BatchEventProcessor<T, THandler, TBarrier> Make<TBarrier>(TBarrier barrier)
        where TBarrier : struct, ISequenceBarrier
    {
        var options = new ProcessorOptions { Sequence = Sequence, BatchLimit = _batchLimit };
        return new(Name, _ring.Buffer, _ring.Sequencer, barrier, _handler, options);
    }

    // Adds the type of the cause reader to those of barrier and handler: the processor is compiled for all three.
    private abstract class Release
    {
        internal abstract EventProcessor Build<TBarrier>(Stage<T, THandler> stage, TBarrier barrier)
            where TBarrier : struct, ISequenceBarrier;
    }

    private sealed class Release<TCause>(Sequence reached, TCause cause) : Release
        where TCause : struct, ICauseReader<T>
    {
        internal override EventProcessor Build<TBarrier>(Stage<T, THandler> stage, TBarrier barrier) =>
            stage.Make(new ReleaseBarrier<T, TBarrier, TCause>(stage._ring.Buffer, barrier, reached, cause));
    }
}
