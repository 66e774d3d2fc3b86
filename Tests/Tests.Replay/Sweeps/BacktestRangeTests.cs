using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies;
using Journal.Reading;
using Replay.Backtests;
using Replay.Sessions;
using Replay.Sweeps;
using Tests.Replay.Paper;
using Tests.Replay.Sessions;

namespace Tests.Replay.Sweeps;

/// <summary>A part of a journal is traded with the books that the whole has there.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BacktestRangeTests : IDisposable
{
    private static readonly StrategyCatalog Catalog =
        new([.. StrategyCatalog.BuiltIn.All, Metronome.Descriptor]);

    private readonly TempJournals _journals = new();
    private readonly string _market;
    private readonly JournalSpan _span;

    public BacktestRangeTests()
    {
        _market = MarketTape.Generate(_journals["market"], instruments: 2, events: 12_000);
        _span = JournalSpan.Of(JournalReader.Open(_market));
    }

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Range_of_everything_is_the_whole_run()
    {
        var whole = Run(BacktestRange.Whole, null);
        var range = Run(new BacktestRange { From = _span.First, To = _span.Last + 1 }, null);

        Assert.That(whole.Fills, Is.Positive);
        Assert.That((range.Digest, range.Witness), Is.EqualTo((whole.Digest, whole.Witness)));
    }

    [Test]
    public void Range_trades_at_once_because_its_books_are_whole()
    {
        var from = Middle();

        Run(new BacktestRange { From = from, To = _span.Last }, "run");

        // The strategy's first beat comes 137 ms after its start, and finds both books live.
        var first = Orders("run").First();
        Assert.That(first.Value - from.Value, Is.InRange(0, 1_000 * TimestampNs.PerMillisecond));
    }

    [Test]
    public void Warm_up_is_heard_and_not_traded()
    {
        var from = Middle();
        var range = new BacktestRange
        {
            From = from,
            To = _span.Last,
            WarmUpNs = 30 * TimestampNs.PerSecond,
        };

        var result = Run(range, "run");

        Assert.That(result.Fills, Is.Positive);
        Assert.That(Orders("run").First(), Is.GreaterThanOrEqualTo(from));
        Assert.That(Refusals("run"), Is.Positive);
        Assert.That(result.Runs[0].Seconds, Is.EqualTo((_span.Last.Value - from.Value) / 1e9).Within(2));
        Assert.That(result.Warnings, Has.None.Contains("ReducingOnly"));
    }

    [Test]
    public void Range_that_ends_before_its_journal_reads_nothing_after_its_end()
    {
        var to = Middle();

        Run(new BacktestRange { From = _span.First, To = to }, "run");

        using var cursor = JournalReader.Open(_journals["run"]).OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            foreach (ref readonly var e in frame)
            {
                Assert.That(e.Class != EventClass.Public || e.Time < to, Is.True);
            }
        }
    }

    [Test]
    public void Range_without_market_events_is_refused()
    {
        Assert.That(
            () => Run(new BacktestRange { From = _span.Last + 1 }, null),
            Throws.TypeOf<RunConfigurationException>().With.Message.Contains("range"));
    }

    [Test]
    public void Run_of_a_range_that_is_kept_is_replayed_identically()
    {
        Run(new BacktestRange { From = Middle(), WarmUpNs = 20 * TimestampNs.PerSecond }, "run");

        var replay = global::Replay.Replaying.ReplayRunner.Run(
            new global::Replay.Replaying.ReplayRequest
            {
                JournalPath = _journals["run"],
                Verify = true,
                Catalog = Catalog,
            },
            null,
            CancellationToken.None);

        Assert.That(replay.Identical, Is.True);
    }

    private TimestampNs Middle() => new((_span.First.Value + _span.Last.Value) / 2);

    private BacktestResult Run(BacktestRange range, string? name) => BacktestRunner.Run(
        new BacktestRequest
        {
            JournalPath = _market,
            Catalog = Catalog,
            Strategies = [new StrategyChoice("metronome")],
            EngineVersion = "test",
            Range = range,
            OutPath = name is null ? null : _journals[name],
        },
        null,
        CancellationToken.None);

    private List<TimestampNs> Orders(string name)
    {
        var times = new List<TimestampNs>();
        using var cursor = JournalReader.Open(_journals[name]).OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            foreach (ref readonly var e in frame)
            {
                if (e.Kind == EventKind.OrderAccepted)
                {
                    times.Add(e.Time);
                }
            }
        }

        return times;
    }

    private int Refusals(string name)
    {
        var count = 0;
        using var cursor = JournalReader.Open(_journals[name]).OpenCommands();
        while (cursor.TryReadFrame(out var frame))
        {
            foreach (ref readonly var command in frame)
            {
                count += command.Kind == Engine.Model.Commands.CommandKind.OrderRefused ? 1 : 0;
            }
        }

        return count;
    }
}
