using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Journal.Writing;

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
        var events = ReadAll(from);
        events.Insert(events.FindIndex(100, e => e.IsLastOfRun) + 1, Absurd(what, events[100]));
        using var writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = to,
            JournalId = JournalId.Derive(what),
            CreatedTime = TimestampNs.Zero,
            EngineVersion = "test",
            Mode = JournalWriteMode.Offline,
        });
        for (var first = 0; first < events.Count;)
        {
            var end = events.FindIndex(first, e => e.IsLastOfRun) + 1;
            writer.AppendEvents(CollectionsMarshal.AsSpan(events)[first..end]);
            first = end;
        }

        writer.Complete();
    }

    private static List<Event> ReadAll(string path)
    {
        List<Event> events = [];
        using var cursor = JournalReader.Open(path).OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            events.AddRange(frame);
        }

        return events;
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
