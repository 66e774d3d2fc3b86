using Engine.Model.Events;
using Journal;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Writing;

/// <summary>More comes at once than the journal's thread takes in: the appender then writes too.</summary>
internal sealed class BurstTests
{
    [TestCase(Durability.Async, 1)]
    [TestCase(Durability.Async, 1_000)]
    [TestCase(Durability.Synced, 1_000)]
    public void A_burst_is_written_whole_and_in_order_whoever_writes_it(Durability durability, int batch)
    {
        const int Count = 300_000;
        using var scratch = new Scratch();
        var events = Samples.Events(seed: 7, Count);
        var options = Samples.Options(scratch["j"], frameSlots: 512, segmentBytes: 4 << 20) with
        {
            Mode = JournalWriteMode.Live,
            Durability = durability,
            SyncsInBackground = true,
            PreparesSegments = true,
        };
        using (var writer = JournalWriter.Create(options))
        {
            for (var i = 0; i < Count; i += batch)
            {
                writer.AppendEvents(events.AsSpan(i, Math.Min(batch, Count - i)));
            }

            writer.Complete();
        }

        using var cursor = JournalReader.Open(scratch["j"]).OpenEvents();
        var read = 0;
        var isSame = true;
        while (cursor.TryReadFrame(out var frame))
        {
            isSame &= Samples.Bytes(frame).SequenceEqual(Samples.Bytes(events.AsSpan(read, frame.Length)));
            read += frame.Length;
        }

        Assert.That((read, isSame, cursor.End), Is.EqualTo((Count, true, JournalEnd.Closed)));
    }
}
