using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Threads are bound to cores where the system lets them, and a refusal says why.</summary>
[Platform("Linux")]
public sealed class CoreAffinityTests
{
    private static readonly RingOptions One = new() { Capacity = 8, Producers = Producers.One };

    [Test]
    public void Bind_runs_the_stage_on_that_core_alone()
    {
        var core = CoreAffinity.Allowed()[^1];
        var seen = new List<int>();
        var graph = Graph(new CoreProbe(seen), out var ring);
        graph.Bind("thread", core);
        using var running = graph.Start();

        ring.Sequencer.Claim(1, out var first);
        ring.Sequencer.Publish(first);
        running.Drain(TimeSpan.FromSeconds(20));

        Assert.That(seen, Is.EqualTo(new[] { core }));
    }

    [Test]
    public void Bind_refuses_a_core_that_the_process_may_not_use_and_names_those_that_it_may()
    {
        var graph = Graph(new CoreProbe([]), out _);

        Assert.That(() => graph.Bind("thread", 1_000), Throws.TypeOf<TopologyException>()
            .With.Message.Contains("'thread'").And.Message.Contains("1000")
            .And.Message.Contains(string.Join(", ", CoreAffinity.Allowed())));
    }

    [Test]
    public void Bind_refuses_a_thread_that_the_graph_does_not_have()
    {
        var graph = Graph(new CoreProbe([]), out _);

        Assert.That(() => graph.Bind("core", 0), Throws.TypeOf<TopologyException>().With.Message.Contains("'core'"));
    }

    [Test]
    public void TryBindCurrentThread_says_why_not()
    {
        var isBound = CoreAffinity.TryBindCurrentThread(-1, out var refusal);

        Assert.That(isBound, Is.False);
        Assert.That(refusal, Does.Contain("core -1"));
    }

    private static Topology Graph(CoreProbe probe, out Ring<long> ring)
    {
        var graph = new Topology("test");
        ring = graph.Ring<long>("ring", One);
        ring.Producer("feed");
        graph.Thread("thread", ring.Stage("stage", probe));
        return graph;
    }

    private sealed class CoreProbe(List<int> seen) : IBatchHandler<long>
    {
        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch) =>
            seen.AddRange(CoreAffinity.Allowed());
    }
}
