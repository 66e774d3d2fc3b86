using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Compression;
using Journal.Reading;
using Journal.Writing;
using Replay.Backtests;
using Replay.Diffs;
using Replay.Sessions;
using Tests.Replay.Sessions;

namespace Tests.Replay.Diffs;

/// <summary>Two runs, and where they part.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RunDiffTests : IDisposable
{
    private readonly TempJournals _journals = new();
    private readonly string _market;

    public RunDiffTests() => _market = MarketTape.Generate(_journals["market"], instruments: 2, events: 12_000);

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Same_run_is_identical()
    {
        var diff = Diff(Run("a"), Run("b"));

        Assert.Multiple(() =>
        {
            Assert.That(diff.Identical, Is.True);
            Assert.That(
                new[] { diff.FirstDifference, diff.FirstDecision, diff.FirstInput }, Has.All.Null);
            Assert.That(diff.DecisionsAgreed, Is.GreaterThan(100));
            Assert.That(diff.Configuration, Is.Empty);
        });
    }

    [Test]
    public void Parameter_that_differs_is_named_and_the_first_decision_is_decoded_with_its_cause()
    {
        var diff = Diff(Run("a"), Run("b", parameter: ("baseSpreadBps", "3.5")));

        var decision = diff.FirstDecision!;
        Assert.Multiple(() =>
        {
            Assert.That(diff.Identical, Is.False);
            Assert.That(
                diff.Configuration,
                Is.EqualTo(new[] { new FactDifference("market-maker.baseSpreadBps", null, "3.5") }));
            Assert.That(diff.FirstInput, Is.Null);
            Assert.That(decision.What, Is.EqualTo("decision"));
            Assert.That(decision.FirstCommands, Has.Some.Contains("PlaceOrder").And.Some.Contains("price="));
            Assert.That(decision.SecondCommands, Has.Some.Contains("PlaceOrder"));
            Assert.That(decision.FirstCommands, Is.Not.EqualTo(decision.SecondCommands));
            Assert.That(decision.FirstEvent, Does.StartWith($"{decision.FirstSequence} 20"));

            // One more event before the market: the sequences differ, and the cause is still the same event.
            Assert.That(decision.SecondSequence, Is.GreaterThan(decision.FirstSequence!.Value));
            Assert.That(decision.SecondEvent.Split(' ', 2)[1], Is.EqualTo(decision.FirstEvent.Split(' ', 2)[1]));
        });
    }

    [Test]
    public void Venue_that_answers_later_is_told_from_a_decision_that_differs()
    {
        var diff = Diff(Run("a"), Run("b", latencyNs: 1_500_000_000));

        Assert.Multiple(() =>
        {
            Assert.That(diff.FirstDifference!.What, Is.EqualTo("answer"));
            Assert.That(diff.FirstDecision!.What, Is.EqualTo("decision"));
            Assert.That(diff.FirstDecision.FirstSequence, Is.GreaterThan(diff.FirstDifference.FirstSequence!.Value));
            Assert.That(diff.FirstInput, Is.Null);
        });
    }

    [Test]
    public void Markets_that_part_are_named_by_the_first_public_event_that_differs()
    {
        var (other, changed) = WithOneTradeChanged(_market, _journals["other"]);

        var diff = Diff(Run("a"), Run("b", market: other));

        Assert.That(diff.FirstInput!.What, Is.EqualTo("input"));
        Assert.That(diff.FirstInput.FirstEvent, Does.Contain(" Trade "));
        Assert.That(diff.FirstInput.SecondEvent, Does.Contain($"quantity={changed}"));
    }

    [Test]
    public void Run_that_is_shorter_parts_at_its_end()
    {
        var span = global::Replay.Sweeps.JournalSpan.Of(JournalReader.Open(_market));
        var middle = new TimestampNs((span.First.Value + span.Last.Value) / 2);

        var diff = Diff(Run("a"), Run("b", range: new BacktestRange { From = span.First, To = middle }));

        Assert.That(diff.FirstDifference, Is.Not.Null);
        Assert.That(diff.FirstInput!.SecondEvent, Is.EqualTo(DiffPoint.Nothing));
        Assert.That(diff.EventsAgreed, Is.GreaterThan(5_000));
    }

    [Test]
    public void Compressed_journal_is_compared_as_the_raw_one()
    {
        var (first, second) = (Run("a"), Run("b"));
        JournalCompactor.Compact(second);

        Assert.That(Diff(first, second).Identical, Is.True);
    }

    [Test]
    public void Range_leaves_out_what_differs_before_it()
    {
        var (first, second) = (Run("a"), Run("b"));
        var end = JournalReader.Open(first).CountEvents();

        var diff = RunDiff.Run(
            new DiffRequest
            {
                First = first,
                Second = second,
                FirstFrom = end / 2,
                SecondFrom = end / 2,
                FirstTo = end / 2 + 100,
                SecondTo = end / 2 + 100,
            },
            null,
            CancellationToken.None);

        Assert.That((diff.Identical, diff.EventsAgreed), Is.EqualTo((true, 100)));
    }

    [Test]
    public void Data_alone_is_compared_by_its_inputs_and_says_so()
    {
        var diff = Diff(_market, _market);

        Assert.That(diff.Identical, Is.True);
        Assert.That(diff.Warnings, Has.Exactly(2).Contains("data alone"));
    }

    private DiffResult Diff(string first, string second) => RunDiff.Run(
        new DiffRequest { First = first, Second = second }, null, CancellationToken.None);

    private string Run(
        string name, (string Name, string Text)? parameter = null, long? latencyNs = null, string? market = null,
        BacktestRange? range = null)
    {
        KeyValuePair<string, string>[] set =
            parameter is { } pair ? [KeyValuePair.Create(pair.Name, pair.Text)] : [];
        BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = market ?? _market,
                Strategies = [new StrategyChoice("market-maker", set)],
                Simulation = latencyNs is { } latency ? new() { ReplyLatencyNs = latency } : new(),
                EngineVersion = "test",
                Range = range ?? BacktestRange.Whole,
                OutPath = _journals[name],
            },
            null,
            CancellationToken.None);
        return _journals[name];
    }

    private static (string Path, string Quantity) WithOneTradeChanged(string from, string to)
    {
        var quantity = string.Empty;
        var reader = JournalReader.Open(from);
        using var writer = JournalWriter.Create(MarketTape.Options(to));
        using var events = reader.OpenEvents();
        while (events.TryReadFrame(out var frame))
        {
            var copy = frame.ToArray();
            for (var i = 0; i < copy.Length && quantity.Length == 0; i++)
            {
                if (copy[i].Kind == EventKind.Trade && events.FirstSequence + i > 6_000)
                {
                    var lots = copy[i].Trade.Quantity.Value + 1;
                    copy[i].Trade.Quantity = new QtyLots(lots);
                    quantity = (lots * 0.001m).ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }

            writer.AppendEvents(copy);
        }

        writer.Complete();
        return (to, quantity);
    }
}
