using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Import.Sources;

namespace Tests.Replay.Import;

internal sealed class EventSorterTests
{
    // The obvious twin is a stable sort in memory. Chunks of 7 rows make many of them, and none at all where all fit.
    [FsCheck.NUnit.Property]
    public void TryTake_gives_what_a_stable_sort_gives(int[] times, bool usesKey, bool fits)
    {
        using var sorter = new EventSorter(usesKey, fits ? 1 << 16 : 7);
        var rows = times.Select((time, i) => (Time: (long)(time % 5), Key: (long)(time % 3), Row: i + 1L)).ToArray();
        foreach (var row in rows)
        {
            var slot = Event.Create(EventKind.Trade, new TimestampNs(row.Time), new InstrumentId(0));
            slot.Trade.Key = Key128.FromNumber(row.Key);
            sorter.Add(in slot, row.Row);
        }

        sorter.Complete();
        var taken = new List<long>();
        while (sorter.TryTake(out var row))
        {
            taken.Add(row.Row);
        }

        var expected = rows.OrderBy(row => row.Time).ThenBy(row => usesKey ? row.Key : 0).Select(row => row.Row);
        Assert.That(taken, Is.EqualTo(expected));
    }
}
