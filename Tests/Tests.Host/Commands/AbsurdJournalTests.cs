using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Host.Commands;

/// <summary>
/// Journals whose checksums are right and whose events make no sense: the command line says which and answers 3.
/// </summary>
internal sealed class AbsurdJournalTests
{
    private const int BadData = 3;

    [Test]
    public void Backtest_and_replay_name_the_event_and_answer_three(
        [Values("price", "low price", "quantity", "kind")] string what)
    {
        using var folder = new TempFolder();
        var bad = folder["bad"];
        CopyWith(folder.Generate("good", instruments: 1, events: 300), bad, what);

        var backtest = EngineRun.Of(
            "backtest", "--journal", bad, "--strategy", "market-maker", "--out", folder["run"]);
        var replay = EngineRun.Of("replay", bad);

        Assert.Multiple(() =>
        {
            Assert.That(backtest.Code, Is.EqualTo(BadData), backtest.Error);
            Assert.That(replay.Code, Is.EqualTo(BadData), replay.Error);
            Assert.That(backtest.ErrorLine, Does.Contain("event ").And.Contains(Expected(what)));
            Assert.That(Directory.GetDirectories(folder.Path, "run*"), Is.Empty, "what failed leaves nothing behind");
            Assert.That(replay.ErrorLine, Does.Contain("event ").And.Contains(Expected(what)));
        });
    }

    private static string Expected(string what) => what switch
    {
        "price" => "9223372036854775807",
        "low price" => "-9223372036854775808",
        "quantity" => "-1 lots",
        _ => "0x01f0",
    };

    /// <summary>The same journal with an absurd event put in behind the hundredth.</summary>
    private static void CopyWith(string from, string to, string what)
    {
        var events = RewrittenJournal.EventsOf(from);
        events.Insert(events.FindIndex(100, e => e.IsLastOfRun) + 1, Absurd(what, events[100]));
        RewrittenJournal.Write(events, to);
    }

    private static Event Absurd(string what, in Event before)
    {
        var kind = what == "kind" ? (EventKind)0x01F0 : EventKind.Trade;
        var e = Event.Create(kind, before.Time, before.Instrument);
        e.Trade = new Trade
        {
            Price = new PriceTicks(what == "price" ? long.MaxValue : what == "low price" ? long.MinValue : 1_000),
            Quantity = new QtyLots(what == "quantity" ? -1 : 1),
        };
        return e;
    }
}
