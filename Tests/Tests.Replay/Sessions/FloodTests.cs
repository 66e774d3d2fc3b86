using Adapters.Common.Ring;
using Engine.Core;
using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>
/// Rings of 8 slots, a producer that never stops and a venue that answers every command: nobody waits for ever.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FloodTests
{
    private const int RingCapacity = 8;
    private const int FloodCount = 20_000;

    public enum Threads
    {
        OneForEach,
        CoreAndJournalFused,
        AllFused,
    }

    [TestCase(Threads.OneForEach)]
    [TestCase(Threads.CoreAndJournalFused)]
    [TestCase(Threads.AllFused)]
    public void Flood_is_answered_and_every_loss_shows_as_a_gap(Threads threads)
    {
        var core = new TradingCore(PingStrategy.Catalog);
        var graph = new Topology("flood");
        var input = graph.Ring<Event>("input", new RingOptions { Capacity = RingCapacity, Producers = Producers.Many });
        var output = graph.Ring<Command>(
            "output", new RingOptions { Capacity = RingCapacity, Producers = Producers.One });
        var gaps = new GapCounter();
        var answers = new OverflowPublisher<Event>("answers", input.Buffer, input.Sequencer, queueCapacity: 4_096);

        input.Producer("feed", WriteStyle.NeverWaits);
        var journaler = input.Stage("journaler", gaps);
        var coreStage = input.Stage("core", new CoreStage(core, output)).Writes(output);
        var gateway = output.Stage("gateway", new AnsweringVenue(answers))
            .ReleasedBy(journaler, default(CauseOfCommand))
            .Writes(input, WriteStyle.NeverWaits);
        var retry = graph.Duty(answers);
        Arrange(graph, threads, journaler, coreStage, gateway, retry);

        using var running = graph.Start();
        var clock = new CountingClock(new long[1]);
        var sink = new RingEventSink<CountingClock>("feed", input.Buffer, input.Sequencer, clock);
        var published = Flood(sink);

        var result = running.Drain(TimeSpan.FromSeconds(60));

        Assert.Multiple(() =>
        {
            Assert.That(running.Fault?.Exception, Is.Null);
            Assert.That(result, Is.EqualTo(DrainResult.Drained));
            Assert.That(published + sink.DroppedCount, Is.EqualTo(FloodCount));
            Assert.That(sink.DroppedCount, Is.Positive, "a flood does not fit into eight slots");
            Assert.That(gaps.LostCount, Is.EqualTo(sink.DroppedCount), "what was dropped is told, message by message");
            Assert.That(core.OrderCount, Is.Positive);
            Assert.That(core.Sequence, Is.EqualTo(input.Sequencer.Cursor.Value));
        });
    }

    private static void Arrange(
        Topology graph, Threads threads, DutyNode journaler, DutyNode core, DutyNode gateway, DutyNode retry)
    {
        switch (threads)
        {
            case Threads.OneForEach:
                graph.Thread("journal", journaler);
                graph.Thread("core", core);
                graph.Thread("gateway", gateway, retry);
                break;
            case Threads.CoreAndJournalFused:
                graph.Thread("engine", journaler, core);
                graph.Thread("gateway", gateway, retry);
                break;
            default:
                graph.Thread("all", journaler, core, gateway, retry);
                break;
        }
    }

    /// <summary>Definitions one by one as room allows, then quotes as fast as they come.</summary>
    private static long Flood(RingEventSink<CountingClock> sink)
    {
        foreach (var run in PingStrategy.Preamble())
        {
            PublishPatiently(sink, run);
        }

        long published = 0;
        for (var i = 0; i < FloodCount; i++)
        {
            var quote = Event.Create(EventKind.Quote, default, MarketTape.Instrument);
            quote.Quote.BidPrice = new PriceTicks(1_000 + (i % 3));
            quote.Quote.AskPrice = new PriceTicks(1_004 + (i % 3));
            quote.Quote.BidQuantity = new QtyLots(5);
            quote.Quote.AskQuantity = new QtyLots(5);
            published += sink.Publish([quote]) == SinkResult.Published ? 1 : 0;
        }

        var patience = new SpinWait();
        while (sink.HasGaps)
        {
            sink.ReportGaps();
            patience.SpinOnce();
        }

        return published;
    }

    /// <summary>
    /// Control events are never dropped but halt on a full ring, so the test leaves the core time for each.
    /// </summary>
    private static void PublishPatiently(RingEventSink<CountingClock> sink, Event[] run)
    {
        Assert.That(sink.Publish(run), Is.EqualTo(SinkResult.Published));
        Thread.Sleep(5);
    }

    private sealed class GapCounter : IBatchHandler<Event>
    {
        public long LostCount { get; private set; }

        public void OnBatch(ReadOnlySpan<Event> batch, long firstSequence, bool endOfBatch)
        {
            foreach (ref readonly var e in batch)
            {
                LostCount += e.Kind == EventKind.FeedGap ? e.FeedGap.LostCount : 0;
            }
        }
    }

    /// <summary>Accepts every order and confirms every cancel, at once.</summary>
    private sealed class AnsweringVenue(OverflowPublisher<Event> answers) : IBatchHandler<Command>
    {
        public void OnBatch(ReadOnlySpan<Command> batch, long firstSequence, bool endOfBatch)
        {
            foreach (ref readonly var command in batch)
            {
                var kind = command.Kind switch
                {
                    CommandKind.PlaceOrder => EventKind.OrderAccepted,
                    CommandKind.CancelOrder => EventKind.OrderCanceled,
                    _ => EventKind.None,
                };
                if (kind == EventKind.None)
                {
                    continue;
                }

                var answer = Event.Create(kind, default, command.Instrument);
                answer.OrderAccepted.OrderId = command.OrderId;
                answers.Publish([answer]);
            }
        }
    }

    private readonly struct CountingClock(long[] count) : IEngineClock
    {
        public TimestampNs Now() => new(++count[0]);
    }
}
