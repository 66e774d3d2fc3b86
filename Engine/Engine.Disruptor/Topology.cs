namespace Engine.Disruptor;

/// <summary>The whole graph of rings, stages and threads, wired in one place and checked before it starts.</summary>
/// <remarks>
/// <para>
/// One thread builds and starts it; all that it costs, it costs before the start. The same stages run threaded or
/// fused; only the last lines differ.
/// </para>
/// <code>
/// var graph = new Topology("engine");
/// var input = graph.Ring&lt;Event&gt;("input", new RingOptions { Capacity = 8192, Producers = Producers.Many });
/// var output = graph.Ring&lt;Command&gt;("output", new RingOptions { Capacity = 4096, Producers = Producers.One });
///
/// input.Producer("feed", WriteStyle.NeverWaits);
/// var journaler = input.Stage("journaler", new JournalHandler(writer));
/// var core = input.Stage("core", new CoreHandler(tradingCore, output)).Writes(output);
/// var gateway = output.Stage("gateway", new GatewayHandler(venue))
///     .ReleasedBy(journaler, new CauseOfCommand())
///     .Writes(input, WriteStyle.NeverWaits);
///
/// graph.Thread("journal", journaler);
/// graph.Thread("core", core);
/// graph.Thread("gateway", gateway);
/// // or, on one thread:      graph.Thread("engine", core, journaler, gateway);
/// // or, pumped by yourself: var pump = graph.Pump("engine", core, journaler, gateway);
/// using var running = graph.Start();
/// </code>
/// <para>
/// Stages that share a thread run in the order given. If one of them waits for room on a ring, the others of its thread
/// are run meanwhile, so that a thread never waits for itself.
/// </para>
/// </remarks>
public sealed class Topology
{
    // What one stage has just read is still in the first-level cache when the next of its thread reads it.
    private const int SharedBatchLimit = 256;

    private readonly List<RingNode> _rings = [];
    private readonly List<DutyNode> _nodes = [];
    private readonly List<ThreadNode> _threads = [];
    private bool _isStarted;

    /// <summary>Begins a graph.</summary>
    /// <param name="name">Its name, for messages.</param>
    public Topology(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The one stop of the whole graph.</summary>
    public HaltSignal HaltSignal { get; } = new();

    internal IReadOnlyList<RingNode> Rings => _rings;

    internal IReadOnlyList<DutyNode> Nodes => _nodes;

    internal IReadOnlyList<ThreadNode> Threads => _threads;

    /// <summary>Adds a ring.</summary>
    /// <typeparam name="T">The slot.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="options">Its capacity and how many threads write it.</param>
    /// <returns>The ring, to add stages and name writers.</returns>
    public Ring<T> Ring<T>(string name, RingOptions options)
        where T : unmanaged
    {
        CheckNotStarted();
        var ring = new Ring<T>(this, name, options);
        _rings.Add(ring);
        return ring;
    }

    /// <summary>Adds a duty that is no stage of a ring, such as a queue that flushes.</summary>
    /// <param name="duty">The duty.</param>
    /// <returns>Its node, to say what it writes and which thread runs it.</returns>
    public DutyNode Duty(IDuty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        CheckNotStarted();
        var node = new DutyNode(this, duty);
        Register(node);
        return node;
    }

    /// <summary>Gives stages and duties a thread of their own, which waits by the default strategy.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="nodes">What it runs, in order.</param>
    public void Thread(string name, params DutyNode[] nodes) => Thread(name, new AdaptiveWait(), nodes);

    /// <summary>Gives stages and duties a thread of their own.</summary>
    /// <typeparam name="TWait">How the thread waits; the loop is compiled for it.</typeparam>
    /// <param name="name">The thread's name.</param>
    /// <param name="wait">The strategy.</param>
    /// <param name="nodes">What it runs, in order.</param>
    public void Thread<TWait>(string name, TWait wait, params DutyNode[] nodes)
        where TWait : struct, IWaitStrategy
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(nodes);
        CheckNotStarted();
        _threads.Add(new OwnThreadNode<TWait>(name, wait, nodes));
    }

    /// <summary>Binds a thread of the graph to a processor core. On Linux; optional.</summary>
    /// <param name="thread">The thread's name, as it was given.</param>
    /// <param name="core">The core's number, from 0; one that the process may use.</param>
    /// <remarks>A pump's thread is the caller's: <see cref="CoreAffinity.TryBindCurrentThread" />.</remarks>
    /// <exception cref="TopologyException">No thread of that name, or the system refuses the core.</exception>
    public void Bind(string thread, int core)
    {
        CheckNotStarted();
        var node = _threads.Find(node => node.Name == thread && node is not PumpNode)
            ?? throw new TopologyException($"There is no thread '{thread}' to bind: name it with Thread first.");
        if (CoreAffinity.Refusal(core) is { } refusal)
        {
            throw new TopologyException($"Thread '{thread}' cannot be bound: {refusal}.");
        }

        node.Core = core;
    }

    /// <summary>Leaves stages and duties to the caller's thread.</summary>
    /// <param name="name">The pump's name.</param>
    /// <param name="nodes">What it runs, in order.</param>
    /// <returns>The pump; it works once the graph has started.</returns>
    public Pump Pump(string name, params DutyNode[] nodes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(nodes);
        CheckNotStarted();
        var node = new PumpNode(name, nodes);
        _threads.Add(node);
        return node.Pump;
    }

    /// <summary>Checks the graph, builds it and starts its threads.</summary>
    /// <returns>The running graph; dispose it to stop.</returns>
    /// <exception cref="TopologyException">A cycle, an orphan or two writers, by name.</exception>
    public RunningTopology Start()
    {
        CheckNotStarted();
        TopologyCheck.Check(this);
        _isStarted = true;

        foreach (var ring in _rings)
        {
            AddGating(ring);
        }

        var duties = new List<IDuty>();
        var threads = new List<IStageThread>();
        var pumps = new List<Pump>();
        foreach (var thread in _threads)
        {
            var duty = Build(thread);
            duties.Add(duty);
            if (thread.Make(duty, HaltSignal) is { } made)
            {
                threads.Add(made);
            }
            else
            {
                pumps.Add(((PumpNode)thread).Pump);
            }
        }

        return new RunningTopology(this, duties, threads, pumps);
    }

    internal void Register(DutyNode node) => _nodes.Add(node);

    internal void CheckNotStarted()
    {
        if (_isStarted)
        {
            throw new InvalidOperationException($"Topology '{Name}' has started: wire it before.");
        }
    }

    // Only the last stages gate the producers: those before them are further on anyway.
    private static void AddGating(RingNode ring)
    {
        foreach (var stage in ring.Stages)
        {
            if (!ring.Stages.Exists(other => other.Dependencies.Contains(stage)))
            {
                ring.Sequencer.AddGating(stage.Sequence);
            }
        }
    }

    private static IDuty Build(ThreadNode thread)
    {
        if (thread.Nodes.Length == 1)
        {
            return thread.Nodes[0].Build();
        }

        foreach (var node in thread.Nodes)
        {
            node.LimitWhereShared(SharedBatchLimit);
        }

        var fused = new FusedDuty(thread.Name, [.. thread.Nodes.Select(node => node.Build())]);
        foreach (var ring in thread.Nodes.SelectMany(node => node.WaitsFor).Distinct())
        {
            ring.Sequencer.PumpWhileFull(fused);
        }

        return fused;
    }
}
