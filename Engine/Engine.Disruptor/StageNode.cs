namespace Engine.Disruptor;

/// <summary>A stage in a <see cref="Topology" />, whatever its slots and handler.</summary>
/// <remarks>
/// Belongs to the thread that builds the graph, until that starts; costs nothing after. Any thread may read its
/// sequence.
/// </remarks>
public abstract class StageNode : DutyNode
{
    private protected StageNode(RingNode ring, string name)
        : base(ring.Topology, name)
    {
        Ring = ring;
        Sequence = new Sequence(ring.Sequencer.InitialCursor);
    }

    /// <summary>The last sequence that the stage has handled.</summary>
    public Sequence Sequence { get; }

    internal RingNode Ring { get; }

    internal List<StageNode> Dependencies { get; } = [];

    internal StageNode? ReleasingStage { get; private protected set; }

    internal override IEnumerable<DutyNode> Needs
    {
        get
        {
            var needs = base.Needs.Concat(Dependencies);
            return ReleasingStage is null ? needs : needs.Append(ReleasingStage);
        }
    }
}
