using Adapters.Simulated.Generation;
using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies;
using Journal.Writing;
using Replay.Sessions;
using Tests.Replay.Sessions;

namespace Tests.Replay.Paper;

/// <summary>
/// A paper session as a host would drive it: public messages with their receive times, a clock that is looked at when
/// it happens to be, the operator's words, through the rings into a live journal.
/// </summary>
internal sealed record PaperSession
{
    public required IReadOnlyList<StrategyChoice> Strategies { get; init; }

    public required SimulationSettings Simulation { get; init; }

    public required HostClock Clock { get; init; }

    public StrategyCatalog Catalog { get; init; } = new([.. StrategyCatalog.BuiltIn.All, Metronome.Descriptor]);

    public bool IsThreaded { get; init; }

    /// <summary>How long before its first market event the session begins.</summary>
    public long LeadNs { get; init; }

    /// <summary>How long the host's clock runs on after the last market event.</summary>
    public long TailNs { get; init; }

    /// <summary>How often the operator says something that changes nothing: once in so many messages.</summary>
    public int OperatorOnceIn { get; init; } = 50;

    /// <summary>Runs it.</summary>
    /// <returns>The time of the last market event.</returns>
    public TimestampNs Run(IReadOnlyList<Event[]> market, string journal)
    {
        using var writer = JournalWriter.OpenOrCreate(
            MarketTape.Options(journal) with { Mode = JournalWriteMode.Live, Durability = Durability.Async });
        var core = new TradingCore(Catalog);
        TimestampNs last;
        using (var line = new RingLine(core, writer, IsThreaded, ringCapacity: 4_096))
        {
            var driver = new LockStepDriver(line, new SimulatedVenue(Simulation), new NobodyWatches());
            last = Drive(driver, core, market);
            driver.Advance(last + TailNs);
            driver.Drain(core.Clock + Simulation.ReplyLatencyNs);
            driver.Submit([Event.Create(EventKind.SessionEnded, core.Clock, InstrumentId.None)]);
            line.Complete();
        }

        writer.Complete();
        return last;
    }

    private TimestampNs Drive(LockStepDriver driver, TradingCore core, IReadOnlyList<Event[]> market)
    {
        var time = TimestampNs.MinValue;
        foreach (var run in market)
        {
            if (run[0].Class != EventClass.Public)
            {
                driver.Publish(run);
                continue;
            }

            if (time == TimestampNs.MinValue)
            {
                time = new TimestampNs(Math.Max(core.Clock.Value, run[0].Time.Value - LeadNs));
                Begin(driver, core, time);
            }

            foreach (var now in Clock.Between(time, run[0].Time))
            {
                driver.Advance(now);
                if (Clock.Happens(OperatorOnceIn))
                {
                    driver.Interject(Request(OperatorAction.Digest), now);
                }
                else if (Clock.Happens(OperatorOnceIn))
                {
                    driver.Interject(Request(OperatorAction.Resume), now);
                }
            }

            driver.Publish(run);
            time = run[0].Time;
        }

        return time;
    }

    private void Begin(LockStepDriver driver, TradingCore core, TimestampNs time)
    {
        var preamble = new RunPreamble(time);
        foreach (var choice in Strategies)
        {
            preamble.AddStrategy(Catalog.Find(choice.Name)!, choice, core.Instruments.All);
        }

        preamble.AddBalance(core.Instruments.All[0].SettleAsset, new Money(100_000 * Money.Scale));
        preamble.AddSessionStart(RunMode.Paper, seed: 0);
        foreach (var run in preamble.Runs)
        {
            driver.Submit(run);
        }
    }

    private static Event Request(OperatorAction action)
    {
        var e = Event.Create(EventKind.OperatorRequest, default, InstrumentId.None);
        e.OperatorRequest.Action = action;
        return e;
    }

    /// <summary>A generated market, message by message.</summary>
    public static IReadOnlyList<Event[]> Market(int instruments, int events, long seed)
    {
        var sink = new MessageList();
        new MarketGenerator(new GeneratorSettings
        {
            InstrumentCount = instruments,
            EventCount = events,
            Seed = seed,
        }).Run(sink);
        return sink.Messages;
    }

    private sealed class MessageList : IEventSink
    {
        public List<Event[]> Messages { get; } = [];

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            Messages.Add(run.ToArray());
            return SinkResult.Published;
        }
    }
}
