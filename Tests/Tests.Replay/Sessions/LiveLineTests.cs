using Adapters.Common.Ring;
using Engine.Core;
using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal;
using Journal.Inspection;
using Journal.Writing;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>The engine's graph under input that comes when it comes: what leaves, when, and what is kept.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LiveLineTests : IDisposable
{
    private const int QuoteCount = 2_000;
    private const int CommandsMin = 20;
    private const int PatienceMax = 20_000;

    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Line_keeps_every_event_and_command_and_releases_none_before_its_cause(
        [Values] LiveLayout layout, [Values] Durability durability)
    {
        using var writer = Writer(durability);
        var core = new TradingCore(PingStrategy.Catalog);
        var gateway = new CheckingGateway(writer, durability);
        using (var line = LiveLine.Start(core, writer, gateway, Options(layout)))
        {
            var feed = line.SinkOf("feed", new EngineClock(EngineTime.StartNow()));
            Feed(line, feed, gateway, QuoteCount, isPatient: true);
            for (var more = 0; gateway.Count <= CommandsMin && more < PatienceMax; more++)
            {
                // A disk that is slow to sync is no fault of the line's.
                Quotes(line, feed, gateway, 20, isPatient: true);
            }

            Assert.That(line.Drain(TimeSpan.FromMinutes(1)), Is.EqualTo(DrainResult.Drained));
            Assert.That(core.Sequence, Is.EqualTo(line.LastSequence));
        }

        writer.Complete();
        var report = JournalVerifier.Verify(_journals["live"]);
        Assert.Multiple(() =>
        {
            Assert.That(gateway.EarlyCount, Is.Zero, "no command leaves before its cause is as safe as was asked for");
            Assert.That(gateway.Count, Is.GreaterThan(CommandsMin));
            Assert.That(report.End, Is.EqualTo(JournalEnd.Closed));
            Assert.That((report.Events, report.Commands), Is.EqualTo((core.Sequence + 1, gateway.Count)));
        });
    }

    [TestCase(LiveLayout.Pumped)]
    [TestCase(LiveLayout.Stepped)]
    public void Line_allocates_nothing_and_collects_nothing_once_warm(LiveLayout layout)
    {
        using var writer = Writer(Durability.Async);
        var gateway = new CheckingGateway(writer, Durability.Async);
        using var line = LiveLine.Start(
            new TradingCore(PingStrategy.Catalog), writer, gateway, Options(layout) with { RingCapacity = 8_192 });
        var feed = line.SinkOf("feed", new EngineClock(EngineTime.StartNow()));
        Feed(line, feed, gateway, 50_000);
        var collections = GC.CollectionCount(0);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Quotes(line, feed, gateway, 200_000, isPatient: false);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(GC.CollectionCount(0), Is.EqualTo(collections));
        Assert.That(gateway.Count, Is.GreaterThan(100_000));
    }

    [Test]
    public void Start_at_another_event_than_the_journal_is_refused()
    {
        using var writer = Writer(Durability.Async);
        writer.AppendEvents(PingStrategy.Preamble().First());

        Assert.That(
            () => LiveLine.Start(
                new TradingCore(PingStrategy.Catalog), writer, new CheckingGateway(writer, Durability.Async),
                Options(LiveLayout.Pumped)),
            Throws.ArgumentException);
    }

    [Test]
    public void SinkOf_gives_each_named_producer_one_sink()
    {
        using var writer = Writer(Durability.Async);
        using var line = LiveLine.Start(
            new TradingCore(PingStrategy.Catalog), writer, new CheckingGateway(writer, Durability.Async),
            Options(LiveLayout.Pumped));
        var clock = new EngineClock(EngineTime.StartNow());
        line.SinkOf("feed", clock);

        Assert.That(() => line.SinkOf("feed", clock), Throws.ArgumentException);
        Assert.That(() => line.SinkOf("nobody", clock), Throws.ArgumentException);
    }

    [Test]
    public void TryTick_fires_a_deadline_that_has_come_and_nothing_else()
    {
        using var writer = Writer(Durability.Async);
        var core = new TradingCore(PingStrategy.Catalog);
        var gateway = new CheckingGateway(writer, Durability.Async);
        using var line = LiveLine.Start(core, writer, gateway, Options(LiveLayout.Pumped));
        var time = EngineTime.StartNow();
        var feed = line.SinkOf("feed", new EngineClock(time));
        var clock = line.SinkOf("clock", new EngineClock(time));
        Feed(line, feed, gateway, 1);
        var deadline = core.NextDeadline;

        Assert.That(line.TryTick(clock, deadline - 1), Is.False, "it is not due");
        feed.Publish([Quote(7)]);
        Assert.That(line.TryTick(clock, deadline), Is.False, "an event is on its way");
        line.Pumps[0].RunUntilIdle();
        Assert.That(line.TryTick(clock, core.NextDeadline), Is.True);
        line.Pumps[0].RunUntilIdle();
        Assert.That(core.Sequence, Is.EqualTo(line.LastSequence));
    }

    private static LiveLineOptions Options(LiveLayout layout) => new()
    {
        Layout = layout,
        RingCapacity = 1_024,
        Producers = ["feed", "clock"],
    };

    private JournalWriter Writer(Durability durability) => JournalWriter.OpenOrCreate(
        MarketTape.Options(_journals["live"]) with
        {
            Mode = JournalWriteMode.Live,
            Durability = durability,
            SyncsInBackground = true,
            SegmentSizeBytes = 1 << 26,
        });

    private static void Feed(
        LiveLine line, RingEventSink<EngineClock> feed, CheckingGateway gateway, int quotes, bool isPatient = false)
    {
        foreach (var run in PingStrategy.Preamble())
        {
            Publish(line, feed, run);
        }

        Quotes(line, feed, gateway, quotes, isPatient);
    }

    /// <summary>Quotes that all change the best price, and an answer to each command that has left.</summary>
    private static void Quotes(
        LiveLine line, RingEventSink<EngineClock> feed, CheckingGateway gateway, int count, bool isPatient)
    {
        for (var i = 0; i < count; i++)
        {
            Publish(line, feed, Quote(i));
            if (isPatient && i % 20 == 0)
            {
                // So that a line with threads of its own, or a disk to wait for, gets to trade between the quotes.
                Thread.Sleep(1);
                Pump(line);
            }

            while (gateway.TryAnswer(out var answer))
            {
                Publish(line, feed, answer);
            }
        }
    }

    private static void Publish(LiveLine line, RingEventSink<EngineClock> feed, params ReadOnlySpan<Event> run)
    {
        if (feed.Publish(run) != SinkResult.Published)
        {
            throw new InvalidOperationException("The test's ring is full.");
        }

        var spin = new SpinWait();
        do
        {
            Pump(line);
            line.HaltSignal.ThrowIfFaulted();
            if (line.Pumps.Count == 0)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
        while (line.FreeSlots < 512);
    }

    private static void Pump(LiveLine line)
    {
        for (var i = 0; i < line.Pumps.Count; i++)
        {
            line.Pumps[i].RunOnce();
        }
    }

    private static Event Quote(int step) => PingMarket.Quote(default, step);

    /// <summary>Looks at the journal whenever a command reaches it.</summary>
    private sealed class CheckingGateway(JournalWriter writer, Durability durability) : IBatchHandler<Command>
    {
        private readonly Command[] _open = new Command[1_024];
        private long _taken;
        private long _answered;
        private long _count;
        private long _early;

        public long Count => Volatile.Read(ref _count);

        public long EarlyCount => Volatile.Read(ref _early);

        public void OnBatch(ReadOnlySpan<Command> batch, long firstSequence, bool endOfBatch)
        {
            var safe = PingMarket.SafeSequence(writer, durability);
            foreach (ref readonly var command in batch)
            {
                _early += command.Cause > safe ? 1 : 0;
                if (command.IsForGateway)
                {
                    _open[_taken % _open.Length] = command;
                    Volatile.Write(ref _taken, _taken + 1);
                }
            }

            Volatile.Write(ref _count, _count + batch.Length);
        }

        /// <summary>Accepts every order and confirms every cancel.</summary>
        public bool TryAnswer(out Event answer)
        {
            answer = default;
            if (_answered == Volatile.Read(ref _taken))
            {
                return false;
            }

            answer = PingMarket.Answer(default, _open[_answered++ % _open.Length]);
            return true;
        }
    }
}
