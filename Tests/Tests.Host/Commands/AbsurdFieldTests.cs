using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Host.Commands;

/// <summary>
/// Each field of each kind of event set to what cannot be, with checksums that are right: whatever the file says, the
/// answer is a result or bad data (3), and never a fault of this program.
/// </summary>
internal sealed class AbsurdFieldTests
{
    private const int PayloadOffset = 24;
    private const int BadData = 3;

    private static readonly long[] Absurdities = [long.MinValue, -1, 0, long.MaxValue / 2, long.MaxValue];

    private static IEnumerable<EventKind> Kinds =>
        Enum.GetValues<EventKind>().Where(kind => kind != EventKind.None && !InstrumentRegistry.IsDefinition(kind));

    [TestCaseSource(nameof(Kinds))]
    public void Backtest_and_replay_of_an_absurd_field_end_in_a_result_or_in_bad_data(EventKind kind)
    {
        using var folder = new TempFolder();
        var market = folder.Generate("good", instruments: 1, events: 1_500);
        var run = folder["run"];
        EngineRun.Ok("backtest", "--journal", market, "--strategy", "market-maker", "--out", run);
        var isPublic = kind < (EventKind)0x0200;
        var source = RewrittenJournal.EventsOf(isPublic ? market : run);
        var place = source.FindIndex(e => e.Kind == kind);
        var wrong = new List<string>();
        for (var field = PayloadOffset; field < Event.SizeBytes; field += sizeof(long))
        {
            foreach (var value in Absurdities)
            {
                var journal = folder[$"bad-{field}-{value}"];
                RewrittenJournal.Write(Changed(source, place, kind, field, value), journal);
                List<string[]> commands = [["replay", journal], ["journal", "cat", journal, "--json"]];
                if (isPublic)
                {
                    commands.Add(["backtest", "--journal", journal, "--strategy", "market-maker"]);
                }

                wrong.AddRange(
                    from command in commands
                    let answer = EngineRun.Of(command)
                    where answer.Code is not (0 or 1 or BadData)
                    select $"{command[0]}: byte {field} = {value}: {answer.Code} {answer.Error}");
                Directory.Delete(journal, recursive: true);
            }
        }

        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }

    /// <summary>The first of its kind changed; where there is none, one put in behind the market's beginning.</summary>
    private static List<Event> Changed(List<Event> source, int place, EventKind kind, int field, long value)
    {
        var events = new List<Event>(source);
        if (place < 0)
        {
            place = events.FindIndex(events.Count / 2, e => e.IsLastOfRun) + 1;
            events.Insert(place, Event.Create(kind, events[place - 1].Time, new InstrumentId(0)));
        }

        MemoryMarshal.Write(
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(events).Slice(place, 1))[field..], value);
        return events;
    }
}
