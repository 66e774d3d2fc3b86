namespace Engine.Disruptor;

/// <summary>A ring in a <see cref="Topology" />, whatever its slots.</summary>
/// <remarks>
/// Belongs to the thread that builds the graph, until that starts; costs nothing after. The sequencer then belongs to
/// the ring's writers.
/// </remarks>
public abstract class RingNode
{
    private protected RingNode(Topology topology, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Topology = topology;
        Name = name;
    }

    /// <summary>The name of the ring.</summary>
    public string Name { get; }

    /// <summary>The ring's sequencer, with which its writers claim and publish.</summary>
    public abstract Sequencer Sequencer { get; }

    internal Topology Topology { get; }

    internal List<RingWriter> Writers { get; } = [];

    internal List<StageNode> Stages { get; } = [];

    internal int PollerCount { get; private protected set; }

    /// <summary>Names a writer outside the graph's own threads, such as a venue's feed.</summary>
    /// <param name="writer">Its name.</param>
    /// <param name="style">How it takes a full ring.</param>
    public void Producer(string writer, WriteStyle style = WriteStyle.Waits)
    {
        ArgumentException.ThrowIfNullOrEmpty(writer);
        Topology.CheckNotStarted();
        Writers.Add(new RingWriter(writer, null, style));
    }
}
