using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class TopologyTests
{
    private static readonly RingOptions One = new() { Capacity = 8, Producers = Producers.One };
    private static readonly RingOptions Many = new() { Capacity = 8, Producers = Producers.Many };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public void Start_refuses_a_cycle_of_stages_by_name()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        var a = ring.Stage("a", new BatchLog());
        var b = ring.Stage("b", new BatchLog()).After(a);
        a.After(b);
        graph.Thread("thread", a, b);

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>().With.Message.Contains("'a' → 'b' → 'a'"));
    }

    [Test]
    public void Start_refuses_a_circle_of_rings_whose_writers_all_wait()
    {
        var graph = Circle(WriteStyle.Waits);

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>()
            .With.Message.Contains("'core' → 'gateway' → 'core'"));
    }

    [Test]
    public void Start_accepts_a_circle_of_rings_in_which_one_writer_never_waits()
    {
        var graph = Circle(WriteStyle.NeverWaits);

        using var running = graph.Start();

        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained));
    }

    [Test]
    public void Start_refuses_two_writers_of_a_ring_for_one_by_name()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        ring.Producer("clock");
        graph.Thread("thread", ring.Stage("stage", new BatchLog()));

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>()
            .With.Message.Contains("'ring'").And.Message.Contains("'feed'").And.Message.Contains("'clock'"));
    }

    [Test]
    public void Start_refuses_a_stage_that_two_threads_run()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        var stage = ring.Stage("stage", new BatchLog());
        graph.Thread("left", stage);
        graph.Thread("right", stage);

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>()
            .With.Message.Contains("'stage'").And.Message.Contains("'left'").And.Message.Contains("'right'"));
    }

    [Test]
    public void Start_refuses_a_stage_without_a_thread()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        ring.Stage("lonely", new BatchLog());

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>().With.Message.Contains("'lonely' is an orphan"));
    }

    [Test]
    public void Start_refuses_a_ring_without_a_writer()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("mute", One);
        graph.Thread("thread", ring.Stage("stage", new BatchLog()));

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>().With.Message.Contains("'mute' is an orphan"));
    }

    [Test]
    public void Start_refuses_a_ring_without_a_reader()
    {
        var graph = new Topology("test");
        graph.Ring<Slot>("unread", One).Producer("feed");

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>().With.Message.Contains("'unread' is an orphan"));
    }

    [Test]
    public void Start_refuses_two_parts_of_one_name()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("same", One);
        ring.Producer("feed");
        graph.Thread("thread", ring.Stage("same", new BatchLog()));

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>().With.Message.Contains("'same'"));
    }

    [Test]
    public void Start_refuses_a_dependency_on_a_stage_of_another_ring()
    {
        var graph = new Topology("test");
        var left = graph.Ring<Slot>("left", One);
        var right = graph.Ring<Slot>("right", One);
        left.Producer("feed");
        right.Producer("clock");
        var first = left.Stage("first", new BatchLog());
        graph.Thread("thread", first, right.Stage("second", new BatchLog()).After(first));

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>().With.Message.Contains("ReleasedBy"));
    }

    [Test]
    public void Start_refuses_a_second_waiting_writer_beside_a_fused_one()
    {
        var graph = new Topology("test");
        var input = graph.Ring<Slot>("input", One);
        var output = graph.Ring<Slot>("output", Many);
        input.Producer("feed");
        output.Producer("operator");
        var core = input.Stage("core", new BatchLog()).Writes(output);
        graph.Thread("engine", core, output.Stage("gateway", new BatchLog()));

        Assert.That(graph.Start, Throws.TypeOf<TopologyException>()
            .With.Message.Contains("'engine'").And.Message.Contains("'operator'"));
    }

    [Test]
    public void Stage_after_the_start_is_refused()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        graph.Thread("thread", ring.Stage("stage", new BatchLog()));
        using var running = graph.Start();

        Assert.That(() => ring.Stage("late", new BatchLog()), Throws.InvalidOperationException);
    }

    [Test]
    public void Drain_hands_every_published_event_to_every_stage()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        var state = new CheckingState();
        var first = ring.Stage("first", new CheckingHandler(state));
        var last = new CheckingState { Before = [first.Sequence] };
        graph.Thread("first", first);
        graph.Thread("last", ring.Stage("last", new CheckingHandler(last)).After(first));
        using var running = graph.Start();

        Publishing.Run(ring, 10_000, new Random(1), batchMax: 5);

        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained));
        Assert.That((state.Count, last.Count), Is.EqualTo((10_000L, 10_000L)));
    }

    [Test]
    public void Drain_of_a_graph_whose_stage_failed_says_so()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        graph.Thread("thread", ring.Stage("stage", new ThrowingHandler(at: 3)));
        using var running = graph.Start();

        var published = Publishing.Run(ring, 10_000, new Random(1), batchMax: 1);

        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Faulted));
        Assert.That(published, Is.LessThan(100), "The producer stops too.");
        Assert.That(running.Fault!.Stage, Is.EqualTo("stage"));
        Assert.That(running.HaltSignal.ThrowIfFaulted, Throws.TypeOf<StageFaultException>()
            .With.InnerException.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Drain_gives_up_when_the_time_is_up()
    {
        var graph = new Topology("test");
        var ring = graph.Ring<Slot>("ring", One);
        ring.Producer("feed");
        ring.Poller();
        var stage = ring.Stage("held", new BatchLog()).ReleasedBy(new Sequence(), default(NumberIsCause));
        graph.Thread("thread", stage);
        using var running = graph.Start();
        Publishing.Run(ring, 1, new Random(1), batchMax: 1);

        Assert.That(running.Drain(TimeSpan.FromMilliseconds(20)), Is.EqualTo(DrainResult.TimedOut));
    }

    [Test]
    public void Pump_before_the_start_is_refused()
    {
        var graph = new Topology("test");
        var pump = graph.Pump("pump", graph.Ring<Slot>("ring", One).Stage("stage", new BatchLog()));

        Assert.That(pump.RunOnce, Throws.InvalidOperationException);
    }

    private static Topology Circle(WriteStyle back)
    {
        var graph = new Topology("test");
        var input = graph.Ring<Slot>("input", Many);
        var output = graph.Ring<Slot>("output", One);
        input.Producer("feed");
        var core = input.Stage("core", new BatchLog()).Writes(output);
        var gateway = output.Stage("gateway", new BatchLog()).Writes(input, back);
        graph.Thread("core", core);
        graph.Thread("gateway", gateway);
        return graph;
    }
}
