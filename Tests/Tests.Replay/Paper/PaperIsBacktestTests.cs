using Adapters.Simulated.Venue;
using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies;
using Journal.Reading;
using Replay.Backtests;
using Replay.Sessions;
using Tests.Replay.Sessions;

namespace Tests.Replay.Paper;

/// <summary>
/// The public events of a recorded paper session, backtested, give the same fills: orders, prices, quantities, times.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PaperIsBacktestTests : IDisposable
{
    private static readonly long[] Latencies = [0, 1_000, 2_000_000, 5_000_000, 37_000_000];

    private static readonly StrategyCatalog Catalog =
        new([.. StrategyCatalog.BuiltIn.All, Metronome.Descriptor]);

    private readonly TempJournals _journals = new();
    private int _runs;

    public void Dispose() => _journals.Dispose();

    [FsCheck.NUnit.Property(MaxTest = 12)]
    public void Fills_are_the_same_whenever_the_host_looks_at_its_clock(ushort seed, byte looks, byte latencies)
    {
        var session = Session(seed, looks % 6, latencies);

        var (paper, backtest, _) = RunBoth(session, seed, leadNs: seed * 7_919L);

        Assert.That(backtest, Is.EqualTo(paper), $"seed {seed}, looks {looks}, latencies {latencies}");
    }

    [Test]
    public void Fills_are_many_so_that_their_likeness_says_something()
    {
        var (paper, _, _) = RunBoth(Session(seed: 5, looks: 3, latencies: 62), seed: 5, leadNs: 1_234_567);

        Assert.That(paper, Has.Count.GreaterThan(100));
    }

    [Test]
    public void Fills_up_to_the_last_market_event_are_the_same_where_the_session_runs_on_after_it()
    {
        var session = Session(seed: 3, looks: 2, latencies: 62);

        var (paper, backtest, last) = RunBoth(session, seed: 3, leadNs: 0, tailNs: 5 * TimestampNs.PerSecond);

        var proved = paper.FindAll(fill => fill.Time <= last);
        Assert.That(proved, Is.Not.Empty);
        Assert.That(backtest.FindAll(fill => fill.Time <= last), Is.EqualTo(proved));
    }

    [Test]
    public void Operator_who_halts_makes_another_run()
    {
        // The opposite of the property, so that it can fail: words that change decisions are not repeated.
        var market = PaperSession.Market(2, 6_000, seed: 9);
        var session = Session(seed: 9, looks: 2, latencies: 62);
        session.Run(Halted(market), _journals["paper"]);
        Backtest(session, _journals["paper"], _journals["backtest"]);

        Assert.That(Fills(_journals["backtest"]), Is.Not.EqualTo(Fills(_journals["paper"])));
    }

    private (List<FillFact> Paper, List<FillFact> Backtest, TimestampNs Last) RunBoth(
        PaperSession session, long seed, long leadNs, long tailNs = 0)
    {
        var (paper, backtest) = (_journals[$"paper{_runs}"], _journals[$"backtest{_runs++}"]);
        var last = (session with { LeadNs = leadNs, TailNs = tailNs }).Run(PaperSession.Market(2, 8_000, seed), paper);
        Backtest(session, paper, backtest);
        return (Fills(paper), Fills(backtest), last);
    }

    private static PaperSession Session(ushort seed, int looks, byte latencies) => new()
    {
        Strategies = [new StrategyChoice("metronome"), new StrategyChoice("market-maker")],
        Simulation = new SimulationSettings
        {
            EntryLatencyNs = Latencies[latencies % 5],
            ReplyLatencyNs = Latencies[latencies / 5 % 5],
            FeedLatencyNs = Latencies[latencies / 25 % 5],
        },
        Clock = new HostClock(seed, looks),
        IsThreaded = seed % 4 == 0,
    };

    private static void Backtest(PaperSession session, string journal, string to) => BacktestRunner.Run(
        new BacktestRequest
        {
            JournalPath = journal,
            Catalog = Catalog,
            Strategies = session.Strategies,
            Simulation = session.Simulation,
            SanitizerLimits = [KeyValuePair.Create("timingInBacktest", "yes")],
            EngineVersion = "test",
            OutPath = to,
        },
        null,
        CancellationToken.None);

    private static IReadOnlyList<Event[]> Halted(IReadOnlyList<Event[]> market)
    {
        var halt = Event.Create(EventKind.OperatorRequest, market[market.Count / 2][0].Time, InstrumentId.None);
        halt.OperatorRequest.Action = OperatorAction.Halt;
        return [.. market.Take(market.Count / 2), [halt], .. market.Skip(market.Count / 2)];
    }

    private static List<FillFact> Fills(string journal)
    {
        var fills = new List<FillFact>();
        using var cursor = JournalReader.Open(journal).OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            foreach (ref readonly var e in frame)
            {
                if (e.Kind == EventKind.Fill)
                {
                    fills.Add(new FillFact(
                        e.Time, e.Instrument, e.Fill.OrderId, e.Fill.Price, e.Fill.Quantity, e.Fill.Fee));
                }
            }
        }

        return fills;
    }
}
