using Engine.Disruptor;
using FsCheck;

namespace Tests.Disruptor;

public sealed class TopologyPropertyTests
{
    private const int EventCount = 3_000;

    // Every event is seen once by every consumer, in order, after its dependencies; the handlers throw if not.
    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Start_of_a_random_graph_delivers_every_event_once_in_order_after_its_dependencies(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var (graph, ring, states) = RandomGraph(random);
        using var running = graph.Start();

        var producers = random.Next(1, 4);
        var counts = new long[producers];
        var threads = Enumerable.Range(0, ring.Sequencer is SingleProducerSequencer ? 1 : producers).Select(p =>
        {
            var own = new Random(seed.Get + p);
            var thread = new Thread(() => counts[p] = Publishing.Run(ring, EventCount, own, batchMax: 8));
            thread.Start();
            return thread;
        }).ToList();
        threads.ForEach(thread => thread.Join());

        var result = running.Drain(TimeSpan.FromSeconds(30));

        Assert.That(result, Is.EqualTo(DrainResult.Drained), $"seed {seed.Get}: {running.Fault?.Exception}");
        Assert.That(states.Select(state => state.Count), Is.All.EqualTo(counts.Sum()), $"seed {seed.Get}");
    }

    private static (Topology Graph, Ring<Slot> Ring, List<CheckingState> States) RandomGraph(Random random)
    {
        var initial = random.Next(3) == 0 ? long.MaxValue - random.Next(2 * EventCount) : Sequence.InitialValue;
        var graph = new Topology("random");
        var ring = graph.Ring<Slot>("ring", new RingOptions
        {
            Capacity = 1 << random.Next(3, 9),
            Producers = random.Next(2) == 0 ? Producers.One : Producers.Many,
            InitialCursor = initial,
        });
        ring.Producer("feed");

        var states = new List<CheckingState>();
        var stages = new List<StageNode>();
        var stageCount = random.Next(1, 6);
        for (var i = 0; i < stageCount; i++)
        {
            var before = stages.Where(_ => random.Next(2) == 0).ToArray();
            var state = new CheckingState(initial)
            {
                Before = [.. before.Select(stage => stage.Sequence)],
                SlowSpins = random.Next(4) == 0 ? 1 : 0,
            };
            var stage = ring.Stage($"stage {i}", new CheckingHandler(state)).After(before);
            if (random.Next(2) == 0)
            {
                stage.BatchLimit(random.Next(1, 40));
            }

            states.Add(state);
            stages.Add(stage);
        }

        AddThreads(graph, stages, random);
        return (graph, ring, states);
    }

    private static void AddThreads(Topology graph, List<StageNode> stages, Random random)
    {
        var threadCount = random.Next(1, Math.Min(3, stages.Count) + 1);
        var groups = stages.GroupBy(_ => random.Next(threadCount)).ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            DutyNode[] nodes = [.. groups[i].OrderBy(_ => random.Next())];
            switch (random.Next(3))
            {
                case 0:
                    graph.Thread($"thread {i}", new YieldingWait(), nodes);
                    break;
                case 1:
                    graph.Thread($"thread {i}", new ParkingWait(random.Next(3) * 20), nodes);
                    break;
                default:
                    graph.Thread($"thread {i}", nodes);
                    break;
            }
        }
    }
}
