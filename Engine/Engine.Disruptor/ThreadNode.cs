namespace Engine.Disruptor;

/// <summary>A thread of a <see cref="Topology" /> and what it runs, in order.</summary>
internal abstract class ThreadNode(string name, DutyNode[] nodes)
{
    internal string Name { get; } = name;

    internal DutyNode[] Nodes { get; } = nodes;

    /// <summary>The core that it is bound to; null leaves it to the system.</summary>
    internal int? Core { get; set; }

    /// <summary>Makes the thread for the built duty; null where a caller pumps it.</summary>
    internal abstract IStageThread? Make(IDuty duty, HaltSignal halt);
}
