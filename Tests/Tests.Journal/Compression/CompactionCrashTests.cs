using Engine.Model.Events;
using Journal;
using Journal.Compression;
using Journal.Inspection;
using Journal.Reading;
using Tests.Journal.Support;

namespace Tests.Journal.Compression;

/// <summary>
/// The machine stops, or the disk fails, at every call of a compaction: every segment is there once, and whole.
/// </summary>
internal sealed class CompactionCrashTests
{
    private static readonly Event[] Events = CompressionSamples.Market(seed: 41, count: 1_200);

    private static readonly MemoryStorage Raw = Samples.InMemory(
        Events, Samples.Commands(42, 300), frameSlots: 64, segmentBytes: 30_000);

    [Test]
    public void A_machine_that_stops_at_any_call_leaves_every_segment_whole()
    {
        var whole = new CrashStorage(Raw);
        JournalCompactor.Compact(whole);
        Assert.That(whole.CallCount, Is.GreaterThan(20));
        for (var call = 1; call <= whole.CallCount; call++)
        {
            var crashed = new CrashStorage(Raw) { EndsAtCall = call };
            Assert.Throws<CrashException>(() => JournalCompactor.Compact(crashed));
            foreach (var chance in new[] { 0.0, 0.3, 0.7, 1.0 })
            {
                Check(crashed.Survivor(new Random(call), chance), $"call {call}, chance {chance}");
            }
        }
    }

    [Test]
    public void A_disk_that_fails_at_any_call_leaves_every_segment_whole()
    {
        var whole = new CrashStorage(Raw);
        JournalCompactor.Compact(whole);
        for (var call = 1; call <= whole.CallCount; call++)
        {
            var failing = new CrashStorage(Raw) { EndsAtCall = call, EndsWithError = true };
            Assert.Throws<JournalException>(() => JournalCompactor.Compact(failing));

            Check(failing.Survivor(new Random(call), 1), $"error at {call}");
        }
    }

    private static void Check(MemoryStorage left, string what)
    {
        AssertWhole(left, what);

        // What a crash left behind hinders nothing, and the next compaction comes to the end.
        var result = JournalCompactor.Compact(left);
        Assert.That(result.Left, Is.Zero, what);
        Assert.That(left.List(), Is.EqualTo(Raw.List()), what);
        AssertWhole(left, what);
    }

    private static void AssertWhole(MemoryStorage left, string what)
    {
        var reader = JournalReader.Open(left);
        Assert.That(reader.EventSegmentCount + reader.CommandSegmentCount, Is.EqualTo(Raw.Files.Count), what);
        using var cursor = reader.OpenEvents();
        Assert.That(Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(Events)), Is.True, what);
        Assert.That(JournalVerifier.Verify(reader).IsIntact, Is.True, what);
    }
}
