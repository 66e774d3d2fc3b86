using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Writing;

/// <summary>What the journal releases in each mode, while the disk holds a call up.</summary>
internal sealed class ReleaseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Event[] Events = Samples.Events(seed: 41, count: 40);

    private static JournalWriterOptions Live(Durability durability, bool inBackground) =>
        Samples.Options("crash") with
        {
            Mode = JournalWriteMode.Live,
            Durability = durability,
            SyncsInBackground = inBackground,
            SyncInterval = TimeSpan.FromMinutes(1),
        };

    [TestCase(Durability.Synced, true, CrashCall.Sync)]
    [TestCase(Durability.Synced, false, CrashCall.Sync)]
    [TestCase(Durability.Written, true, CrashCall.Write)]
    [TestCase(Durability.Written, false, CrashCall.Write)]
    public void A_command_waits_for_the_call_that_its_cause_needs(
        Durability durability, bool inBackground, object call)
    {
        using var gate = new DiskGate((CrashCall)call);
        using var writer = JournalWriter.OpenOrCreate(Live(durability, inBackground), gate.Storage);
        var graph = new Topology("commit");
        var output = graph.Ring<Command>("output", new RingOptions { Capacity = 64, Producers = Producers.One });
        output.Producer("core");
        var gateway = output.Stage("gateway", default(Gateway)).ReleasedBy(writer.Released, default(Cause));
        graph.Thread("gateway", gateway);
        using var running = graph.Start();
        gate.Close();
        output.Sequencer.Claim(1, out var slot);
        output.Buffer[slot] = new Command { Cause = Events.Length - 1 };
        output.Sequencer.Publish(slot);

        var flushing = Task.Run(() =>
        {
            writer.AppendEvents(Events);
            writer.Flush();
        });
        gate.AwaitCall();
        var whileHeld = (gateway.Sequence.Value, writer.Released.Value);
        gate.Open();
        flushing.Wait(Patience);

        Assert.That(whileHeld, Is.EqualTo((-1L, -1L)), "The call has not returned yet.");
        Assert.That(SpinWait.SpinUntil(() => gateway.Sequence.Value == 0, Patience), Is.True);
        Assert.That(durability == Durability.Synced ? writer.DurableSequence : writer.WrittenSequence, Is.EqualTo(39));
        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained));
    }

    [Test]
    public void An_async_command_leaves_at_once_and_the_lag_is_bounded_and_told()
    {
        using var gate = new DiskGate(CrashCall.Write);
        using var writer = JournalWriter.OpenOrCreate(Live(Durability.Async, inBackground: true), gate.Storage);
        gate.Close();

        writer.AppendEvents(Events);
        gate.AwaitCall();

        Assert.That((writer.Released.Value, writer.WrittenSequence), Is.EqualTo((39L, -1L)));
        Assert.That((writer.Lag.UnwrittenEvents, writer.Lag.UndurableEvents), Is.EqualTo((40L, 40L)));
        Assert.That(writer.Lag.Behind, Is.GreaterThan(TimeSpan.Zero));
        var appended = 40L;
        var flood = Task.Run(() =>
        {
            while (Volatile.Read(ref appended) < 200_000)
            {
                writer.AppendEvents(Events);
                Volatile.Write(ref appended, appended + Events.Length);
            }
        });
        AwaitStandstill(() => Volatile.Read(ref appended));
        Assert.That(Volatile.Read(ref appended), Is.LessThan(40_000), "The queue is full, and the appender waits.");
        gate.Open();
        Assert.That(flood.Wait(Patience), Is.True);
        writer.Sync();
        Assert.That(writer.Lag, Is.EqualTo(default(JournalLag)));
        Assert.That(writer.DurableSequence, Is.EqualTo(writer.NextSequence - 1));
        writer.Complete();
    }

    [Test]
    public void An_async_append_copies_and_allocates_nothing()
    {
        using var writer = JournalWriter.OpenOrCreate(
            Live(Durability.Async, inBackground: true) with { SegmentSizeBytes = 1 << 30 }, new NullStorage());
        var events = Samples.Events(1, 200, runMax: 1);
        writer.AppendEvents(events);

        var allocated = Tests.Support.Allocations.Least(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                writer.AppendEvents(events);
                writer.Flush();
            }
        });

        Assert.That(allocated, Is.Zero);
    }

    [TestCase(Durability.Async)]
    [TestCase(Durability.Synced)]
    public void An_idle_journal_leaves_one_frame_that_says_what_is_durable(Durability durability)
    {
        var storage = new CrashStorage();
        using var writer = JournalWriter.OpenOrCreate(
            Live(durability, inBackground: true) with
            {
                SyncInterval = TimeSpan.FromMilliseconds(1),
                FrameSlotsMax = 4_096,
            },
            storage);
        var before = storage.Files.Single().Value.Length;
        writer.AppendEvents(Events);
        writer.Sync();
        var withIdleFrame = before + 64 + (Events.Length * 64) + 64;

        Assert.That(
            SpinWait.SpinUntil(() => storage.Files.Single().Value.Length == withIdleFrame, Patience), Is.True);
        AwaitStandstill(() => storage.CallCount);
        Assert.That(storage.Files.Single().Value.Length, Is.EqualTo(withIdleFrame), "One is enough.");
        Assert.That(storage.Files.Single().Value.PendingCount, Is.Zero, "It is on the device itself.");
    }

    /// <summary>Waits until a number has not moved for a while.</summary>
    private static void AwaitStandstill(Func<long> number)
    {
        for (var (last, same) = (number(), 0); same < 20; same = number() == last ? same + 1 : 0)
        {
            last = number();
            Thread.Sleep(10);
        }
    }

    private readonly struct Gateway : IBatchHandler<Command>
    {
        public void OnBatch(ReadOnlySpan<Command> batch, long firstSequence, bool endOfBatch)
        {
            // Its sequence tells that the batch came.
        }
    }

    private readonly struct Cause : ICauseReader<Command>
    {
        public long CauseOf(in Command slot) => slot.Cause;
    }
}
