namespace Engine.Disruptor;

/// <summary>Something in a <see cref="Topology" /> that a thread runs: a stage, or a duty of your own.</summary>
/// <remarks>Belongs to the thread that builds the graph, until that starts; costs nothing after.</remarks>
public class DutyNode
{
    private readonly IDuty? _duty;

    internal DutyNode(Topology topology, IDuty duty)
        : this(topology, duty.Name)
    {
        _duty = duty;
    }

    private protected DutyNode(Topology topology, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Topology = topology;
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    internal Topology Topology { get; }

    /// <summary>The rings that it writes and waits for when they are full.</summary>
    internal List<RingNode> WaitsFor { get; } = [];

    /// <summary>What else must move for this to move.</summary>
    internal virtual IEnumerable<DutyNode> Needs => WaitsFor.SelectMany(ring => ring.Stages);

    /// <summary>Says that it writes a ring.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="style">How it takes a full ring.</param>
    /// <returns>Itself.</returns>
    public DutyNode Writes(RingNode ring, WriteStyle style = WriteStyle.Waits)
    {
        ArgumentNullException.ThrowIfNull(ring);
        Topology.CheckNotStarted();
        ring.Writers.Add(new RingWriter(Name, this, style));
        if (style == WriteStyle.Waits)
        {
            WaitsFor.Add(ring);
        }

        return this;
    }

    /// <summary>Keeps one round of several on a thread short. A stage that was given a limit keeps its own.</summary>
    internal virtual void LimitWhereShared(int events)
    {
    }

    /// <summary>The duty to run. Stages build theirs when the graph starts.</summary>
    internal virtual IDuty Build() => _duty!;
}
