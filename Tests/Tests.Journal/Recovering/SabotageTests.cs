using System.Runtime.InteropServices;
using Engine.Model.Events;
using Journal;
using Journal.Format;
using Journal.Inspection;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Recovering;

/// <summary>A writer that forgot one of its duties is found out: the tests of the others can fail.</summary>
internal sealed class SabotageTests
{
    private static JournalWriterOptions Options => CrashSession.OptionsOf(Durability.Synced, isPrepared: true);

    [TestCase(CrashLoss.FileSyncs)]
    [TestCase(CrashLoss.NameSyncs)]
    public void Without_its_syncs_a_crash_loses_what_was_acknowledged(object loss)
    {
        var session = new CrashSession(Options);
        var losses = 0;
        for (var call = 1; call <= 120 && losses == 0; call++)
        {
            var crashed = new CrashStorage { EndsAtCall = call, Loses = (CrashLoss)loss };
            Assert.Throws<CrashException>(() => session.Run(crashed));
            losses += crashed.Survivors(new Random(call), byChance: 3)
                .Count(left => session.WrongIn(left, out _) is not null);
        }

        Assert.That(losses, Is.Positive);
    }

    [TestCase(Sabotage.Chain, "does not follow the one before it")]
    [TestCase(Sabotage.Epoch, "a frame of epoch 0 lies in a segment of epoch 1")]
    public void Without_its_chain_or_epoch_no_journal_is_whole(object sabotage, string what)
    {
        var storage = Write((Sabotage)sabotage, out _);

        var report = JournalVerifier.Verify(JournalReader.Open(storage));

        Assert.That(report.IsIntact, Is.False);
        Assert.That(report.Fault!.What, Does.Contain(what));
    }

    [TestCase(Sabotage.None, false)]
    [TestCase(Sabotage.Watermark, true)]
    public void Without_its_watermark_damage_is_cut_as_if_it_had_never_been_acknowledged(object sabotage, bool isLost)
    {
        var storage = Write((Sabotage)sabotage, out var acknowledged);
        var segment = storage.Files.Last(file => file.Key.StartsWith("events", StringComparison.Ordinal)).Value;
        segment.Bytes[FirstFrameWithSlots(segment.Bytes) + 70] ^= 1;

        if (isLost)
        {
            using var writer = JournalWriter.OpenOrCreate(Options, storage);
            Assert.That(writer.NextSequence, Is.LessThanOrEqualTo(acknowledged));
            return;
        }

        var refused = Assert.Throws<JournalException>(() => JournalWriter.OpenOrCreate(Options, storage));
        Assert.That(refused.Category, Is.EqualTo(JournalErrorCategory.Data));
    }

    /// <summary>A synced session that dies after its last flush.</summary>
    private static MemoryStorage Write(Sabotage sabotage, out long acknowledged)
    {
        var storage = new MemoryStorage();
        using var writer = JournalWriter.OpenOrCreate(
            Options with { SegmentSizeBytes = 1 << 16 }, new SabotagedStorage(storage, sabotage));
        for (var index = 0; index < 200; index += 20)
        {
            writer.AppendEvents(CrashSession.Events.AsSpan(index, 20));
            writer.Flush();
        }

        acknowledged = writer.DurableSequence;
        return storage;
    }

    private static int FirstFrameWithSlots(byte[] segment)
    {
        var offset = JournalFormat.SegmentHeaderSizeBytes;
        for (var isFirst = true; ; isFirst = false)
        {
            var header = MemoryMarshal.Read<FrameHeader>(segment.AsSpan(offset));
            if (!isFirst && header.Count > 0 && header.Flags == FrameFlags.None)
            {
                return offset;
            }

            offset += JournalFormat.FrameHeaderSizeBytes + header.PayloadBytes;
        }
    }
}
