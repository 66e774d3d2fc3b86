using System.Diagnostics;
using System.Globalization;
using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>No wake-up is lost: each hand-off here parks, on both sides, as early as it can.</summary>
public sealed class ParkingTests
{
    // Both may have been put on one core.
    private const int LooksPerYield = 256;

    private static readonly TimeSpan Standstill = TimeSpan.FromMinutes(1);

    // For the hundred million that are promised:
    // ENGINE_HANDOFFS=100000000 dotnet test Tests/Tests.Disruptor -c Release --filter Name~hand_off
    private static readonly string? Asked = Environment.GetEnvironmentVariable("ENGINE_HANDOFFS");

    [Test]
    public void Park_and_wake_lose_no_hand_off() => HandOver(1_000_000);

    // Left to itself the system likes to run both sides on one core, where they never race. Bound, they always can, and
    // each hand-off takes several times as long.
    [Test]
    public void Park_and_wake_lose_no_hand_off_between_two_cores()
    {
        var cores = CoreAffinity.Allowed();
        if (cores.Count < 2)
        {
            Assert.Ignore("There are no two cores to bind to.");
        }

        HandOver(250_000, cores[0], cores[1]);
    }

    // In the two above each side is fast asleep when the other one serves. Here every second event comes at the moment
    // at which the consumer raises its flag and takes its last look: without the fence between the two it sleeps on.
    [Test]
    public void Park_and_wake_lose_no_hand_off_that_comes_as_the_consumer_falls_asleep()
    {
        const int DelayMax = 512;
        var handOffs = Asked is null ? 200_000 : long.Parse(Asked, CultureInfo.InvariantCulture);
        var graph = new Topology("falling asleep");
        var ring = graph.Ring<long>("ring", new RingOptions { Capacity = 2, Producers = Producers.One });
        ring.Producer("test");
        var gate = new GateState();
        var stage = ring.Stage("stage", new WaitAtGate(gate));
        graph.Thread("stage", new ParkingWait(0), stage);
        using var running = graph.Start();

        var random = 1u;
        var forward = new Forward(ring);
        for (var i = 0L; i < handOffs; i += 2)
        {
            forward.OnBatch([i], 0, endOfBatch: true);
            Await(ref gate.Arrived, i);

            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            Volatile.Write(ref gate.Opened, i);
            for (var delay = random % DelayMax; delay > 0; delay--)
            {
                Volatile.Write(ref gate.Delay, delay);
            }

            forward.OnBatch([i + 1], 0, endOfBatch: true);
            Await(ref gate.Arrived, i + 1);
        }
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

    private static void Await(ref long counter, long value)
    {
        var start = 0L;
        for (var looks = 1; Volatile.Read(ref counter) < value; looks++)
        {
            if (looks % LooksPerYield == 0)
            {
                Thread.Yield();
                start = start == 0 ? Stopwatch.GetTimestamp() : start;
                Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(Standstill), $"Event {value} woke nobody.");
            }
        }
    }

    private static void HandOver(long handOffs, params int[] cores)
    {
        handOffs = Asked is null ? handOffs : long.Parse(Asked, CultureInfo.InvariantCulture);
        var graph = new Topology("ping-pong");
        var options = new RingOptions { Capacity = 2, Producers = Producers.One };
        var ping = graph.Ring<long>("ping", options);
        var pong = graph.Ring<long>("pong", options);
        var state = new PongState(handOffs / 2);
        var echo = ping.Stage("echo", new Forward(pong)).Writes(pong);
        var back = pong.Stage("back", new CountAndForward(ping, state)).Writes(ping, WriteStyle.NeverWaits);
        graph.Thread("echo", new ParkingWait(0), echo);
        graph.Thread("back", new ParkingWait(0), back);
        if (cores.Length > 0)
        {
            graph.Bind("echo", cores[0]);
            graph.Bind("back", cores[1]);
        }

        using var running = graph.Start();

        // The first ball; after it only the graph's own threads write.
        new Forward(ping).OnBatch([0], 0, endOfBatch: true);

        // A lost wake-up stands still for ever; a starved machine only goes slowly.
        for (var seen = -1L; !state.Finished.Wait(Standstill); seen = state.Count)
        {
            Assert.That(state.Count, Is.GreaterThan(seen), $"Stuck after {seen} round trips; {running.Fault}");
        }
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

    /// <summary>Says that an event is there; with an even one it waits until the test lets it go.</summary>
    private readonly struct WaitAtGate(GateState gate) : IBatchHandler<long>
    {
        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch)
        {
            var last = batch[^1];
            Volatile.Write(ref gate.Arrived, last);
            for (var looks = 1; last % 2 == 0 && Volatile.Read(ref gate.Opened) < last; looks++)
            {
                if (looks % LooksPerYield == 0)
                {
                    Thread.Yield();
                }
            }
        }
    }

    private sealed class GateState
    {
        public long Arrived = -1;
        public long Opened = -1;
        public long Delay;
    }

    private sealed class PongState(long wanted)
    {
        private long _count;

        public ManualResetEventSlim Finished { get; } = new();

        public long Count => Volatile.Read(ref _count);

        public bool CountOne()
        {
            Volatile.Write(ref _count, _count + 1);
            if (_count == wanted)
            {
                Finished.Set();
            }

            return _count < wanted;
        }
    }
}
