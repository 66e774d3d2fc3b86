using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>
/// The engine's circle on rings of 8 slots: a feed that floods, a core that answers each public event with a command,
/// and a venue that answers each command with a report. Whatever shares a thread with whatever, nobody gets stuck.
/// </summary>
public sealed class BackPressureTests
{
    private const int FloodCount = 15_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Which stages share a thread.</summary>
    public enum Threads
    {
        /// <summary>Each stage has its own.</summary>
        Each,

        /// <summary>Core alone; journaler and venue together.</summary>
        CoreAlone,

        /// <summary>Core and journaler together; venue alone.</summary>
        VenueAlone,

        /// <summary>All on one.</summary>
        Fused,

        /// <summary>All on one, in the order that suits least.</summary>
        FusedBackwards,
    }

    [Test]
    public void A_flooded_circle_of_eight_slots_never_sticks_and_drops_only_by_name(
        [Values] Threads threads, [Values(1, 5)] int runLength)
    {
        var circle = new Circle(threads);
        using var running = circle.Graph.Start();

        var feed = new Thread(() => circle.Flood(FloodCount, runLength));
        feed.Start();

        Assert.That(feed.Join(Patience), Is.True, "The feed never waits.");
        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Drained), $"{running.Fault}");
        Assert.That(circle.PublicSeen + circle.LostReported, Is.EqualTo((long)FloodCount * runLength));
        Assert.That(circle.PublicSeen, Is.Positive);
        Assert.That(circle.ReportsSeen, Is.EqualTo(circle.PublicSeen), "Every command is answered.");
    }

    [Test]
    public void A_queue_that_overflows_halts_by_name()
    {
        var circle = new Circle(Threads.Each, queueCapacity: 4);
        using var running = circle.Graph.Start();
        for (var i = 0; i < 1_000_000 && !running.HaltSignal.IsHalted; i++)
        {
            circle.Flood(10, 1);
        }

        Assert.That(running.Drain(Patience), Is.EqualTo(DrainResult.Faulted));
        Assert.That(running.Fault!.Stage, Is.EqualTo("reports"));
        Assert.That(running.Fault.Exception.Message, Does.Contain("'input'").And.Contain("4 slots"));
    }

    private sealed class Circle
    {
        private const long Public = 1;
        private const long Gap = 2;
        private const long Report = 3;
        private readonly Ring<Message> _input;
        private long _lost;

        public Circle(Threads threads, int queueCapacity = 1 << 17)
        {
            var circle = this;
            _input = Graph.Ring<Message>("input", new RingOptions { Capacity = 8, Producers = Producers.Many });
            var output = Graph.Ring<Message>("output", new RingOptions { Capacity = 8, Producers = Producers.One });
            _input.Producer("feed", WriteStyle.NeverWaits);
            var reports = new OverflowPublisher<Message>("reports", _input.Buffer, _input.Sequencer, queueCapacity);

            var journaler = _input.Stage("journaler", new Journaler());
            var core = _input.Stage("core", new Core(circle, output)).Writes(output);
            var venue = output.Stage("venue", new Venue(reports, journaler.Sequence))
                .ReleasedBy(journaler, default(Cause));
            var flush = Graph.Duty(reports).Writes(_input, WriteStyle.NeverWaits);
            Wire(threads, core, journaler, venue, flush);
        }

        public Topology Graph { get; } = new("circle");

        public long PublicSeen { get; private set; }

        public long LostReported { get; private set; }

        public long ReportsSeen { get; private set; }

        /// <summary>
        /// Publishes runs as a feed does: drops a whole one that finds no room, and says so as soon as it can.
        /// </summary>
        public void Flood(int count, int runLength)
        {
            var sequencer = _input.Sequencer;
            for (var i = 0; i < count; i++)
            {
                if ((_lost > 0 && !TryReportGap())
                    || sequencer.TryClaim(runLength, ClaimPriority.Droppable, out var first) != ClaimResult.Claimed)
                {
                    _lost += runLength;
                    continue;
                }

                for (var slot = 0; slot < runLength; slot++)
                {
                    _input.Buffer[first + slot] = new Message { Kind = Public };
                }

                sequencer.Publish(first, runLength);
            }

            while (_lost > 0 && !Graph.HaltSignal.IsHalted && !TryReportGap())
            {
                Thread.Yield();
            }
        }

        private bool TryReportGap()
        {
            if (_input.Sequencer.TryClaim(1, out var sequence) != ClaimResult.Claimed)
            {
                return false;
            }

            _input.Buffer[sequence] = new Message { Kind = Gap, Value = _lost };
            _input.Sequencer.Publish(sequence);
            _lost = 0;
            return true;
        }

        private void Wire(Threads threads, DutyNode core, DutyNode journaler, DutyNode venue, DutyNode flush)
        {
            switch (threads)
            {
                case Threads.Each:
                    Graph.Thread("core", core);
                    Graph.Thread("journal", journaler);
                    Graph.Thread("venue", venue, flush);
                    break;
                case Threads.CoreAlone:
                    Graph.Thread("core", core);
                    Graph.Thread("rest", journaler, venue, flush);
                    break;
                case Threads.VenueAlone:
                    Graph.Thread("core and journal", core, journaler);
                    Graph.Thread("venue", venue, flush);
                    break;
                case Threads.Fused:
                    Graph.Thread("engine", core, journaler, venue, flush);
                    break;
                default:
                    Graph.Thread("engine", flush, venue, journaler, core);
                    break;
            }
        }

        private struct Message
        {
            public long Kind;
            public long Value;
            public long Cause;
        }

        private readonly struct Cause : ICauseReader<Message>
        {
            public long CauseOf(in Message slot) => slot.Cause;
        }

        private readonly struct Journaler : IBatchHandler<Message>
        {
            public void OnBatch(ReadOnlySpan<Message> batch, long firstSequence, bool endOfBatch)
            {
            }
        }

        private readonly struct Core(Circle circle, Ring<Message> output) : IBatchHandler<Message>
        {
            public void OnBatch(ReadOnlySpan<Message> batch, long firstSequence, bool endOfBatch)
            {
                for (var i = 0; i < batch.Length; i++)
                {
                    switch (batch[i].Kind)
                    {
                        case Public:
                            circle.PublicSeen++;
                            SendCommand(firstSequence + i);
                            break;
                        case Gap:
                            circle.LostReported += batch[i].Value;
                            break;
                        default:
                            circle.ReportsSeen++;
                            break;
                    }
                }
            }

            private void SendCommand(long cause)
            {
                if (output.Sequencer.Claim(1, out var sequence) == ClaimResult.Claimed)
                {
                    output.Buffer[sequence] = new Message { Cause = cause };
                    output.Sequencer.Publish(sequence);
                }
            }
        }

        private readonly struct Venue(OverflowPublisher<Message> reports, Sequence journaled) : IBatchHandler<Message>
        {
            public void OnBatch(ReadOnlySpan<Message> batch, long firstSequence, bool endOfBatch)
            {
                foreach (ref readonly var command in batch)
                {
                    if (command.Cause > journaled.Value)
                    {
                        throw new InvalidOperationException($"The command of {command.Cause} left too early.");
                    }

                    Message report = new() { Kind = Report };
                    reports.Publish(new ReadOnlySpan<Message>(in report));
                }
            }
        }
    }
}
