using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>No wake-up is lost: each hand-off here parks, on both sides, as early as it can.</summary>
public sealed class ParkingTests
{
    // Left to itself the system likes to run both sides on one core, where they never race; bound, they always can, and
    // each takes three times as long. For the hundred million that are promised:
    // ENGINE_HANDOFFS=100000000 dotnet test Tests/Tests.Disruptor -c Release --filter Name~hand_off
    [TestCase(false, 1_000_000)]
    [TestCase(true, 250_000)]
    public void Park_and_wake_lose_no_hand_off(bool onTwoCores, long handOffs)
    {
        if (long.TryParse(Environment.GetEnvironmentVariable("ENGINE_HANDOFFS"), out var asked))
        {
            handOffs = asked;
        }

        var cores = CoreAffinity.Allowed();
        if (onTwoCores && cores.Count < 2)
        {
            Assert.Ignore("There are no two cores to bind to.");
        }

        var graph = new Topology("ping-pong");
        var options = new RingOptions { Capacity = 2, Producers = Producers.One };
        var ping = graph.Ring<long>("ping", options);
        var pong = graph.Ring<long>("pong", options);
        var state = new PongState(handOffs / 2);
        var echo = ping.Stage("echo", new Forward(pong)).Writes(pong);
        var back = pong.Stage("back", new CountAndForward(ping, state)).Writes(ping, WriteStyle.NeverWaits);
        graph.Thread("echo", new ParkingWait(0), echo);
        graph.Thread("back", new ParkingWait(0), back);
        if (onTwoCores)
        {
            graph.Bind("echo", cores[0]);
            graph.Bind("back", cores[1]);
        }

        using var running = graph.Start();

        // The first ball; after it only the graph's own threads write.
        new Forward(ping).OnBatch([0], 0, endOfBatch: true);

        var isFinished = state.Finished.Wait(TimeSpan.FromMinutes(Math.Max(10, handOffs / 1_000_000)));
        Assert.That(isFinished, Is.True, $"Stuck after {state.Count} round trips; {running.Fault}");
    }

    [Test]
    public void Park_of_a_thread_that_waits_for_two_rings_wakes_for_either()
    {
        var graph = new Topology("two");
        var options = new RingOptions { Capacity = 4, Producers = Producers.One };
        var left = graph.Ring<long>("left", options);
        var right = graph.Ring<long>("right", options);
        left.Producer("test");
        right.Producer("other");
        var leftStage = left.Stage("left stage", new Swallow());
        var rightStage = right.Stage("right stage", new Swallow());
        graph.Thread("both", new ParkingWait(0), leftStage, rightStage);
        using var running = graph.Start();

        for (var i = 0; i < 20_000; i++)
        {
            var (ring, stage) = i % 3 == 0 ? (left, leftStage) : (right, rightStage);
            new Forward(ring).OnBatch([i], 0, endOfBatch: true);
            var want = ring.Sequencer.Cursor.Value;
            Assert.That(SpinWait.SpinUntil(() => stage.Sequence.Value == want, TimeSpan.FromMinutes(2)), Is.True);
        }
    }

    [Test]
    public void Park_with_a_ticket_that_a_wake_has_voided_returns_at_once()
    {
        var parker = new Parker();
        var ticket = parker.PrepareToPark();

        parker.Wake();
        parker.Park(ticket);

        Assert.That(parker.PrepareToPark(), Is.Not.EqualTo(ticket));
    }

    private readonly struct Forward(Ring<long> ring) : IBatchHandler<long>
    {
        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch)
        {
            foreach (var ball in batch)
            {
                if (ring.Sequencer.Claim(1, out var sequence) == ClaimResult.Claimed)
                {
                    ring.Buffer[sequence] = ball;
                    ring.Sequencer.Publish(sequence);
                }
            }
        }
    }

    private readonly struct CountAndForward(Ring<long> ring, PongState state) : IBatchHandler<long>
    {
        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch)
        {
            if (state.CountOne())
            {
                ring.Sequencer.TryClaim(1, out var sequence);
                ring.Buffer[sequence] = batch[0];
                ring.Sequencer.Publish(sequence);
            }
        }
    }

    private readonly struct Swallow : IBatchHandler<long>
    {
        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch)
        {
        }
    }

    private sealed class PongState(long wanted)
    {
        public ManualResetEventSlim Finished { get; } = new();

        public long Count { get; private set; }

        public bool CountOne()
        {
            Count++;
            if (Count == wanted)
            {
                Finished.Set();
            }

            return Count < wanted;
        }
    }
}
