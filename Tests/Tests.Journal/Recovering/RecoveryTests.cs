using Engine.Model.Events;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Journal.Recovering;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Recovering;

internal sealed class RecoveryTests
{
    private static readonly Event[] Events = Samples.Events(seed: 31, count: 300);

    private static JournalWriterOptions Live(string directory) =>
        Samples.Options(directory, segmentBytes: 8_192) with { Mode = JournalWriteMode.Live };

    [Test]
    public void OpenOrCreate_goes_on_in_a_new_segment_of_a_new_epoch()
    {
        using var scratch = new Scratch();
        using (var first = JournalWriter.OpenOrCreate(Live(scratch["j"])))
        {
            Assert.That(first.Recovery, Is.Null);
            first.AppendEvents(Events.AsSpan(0, 100));
            first.Flush();
        }

        using (var second = JournalWriter.OpenOrCreate(Live(scratch["j"]) with { JournalId = JournalId.Create() }))
        {
            Assert.That(second.Epoch, Is.EqualTo(2));
            Assert.That(second.Recovery!.WasClosed, Is.False);
            second.AppendEvents(Events.AsSpan((int)second.NextSequence));
            second.Complete();
        }

        using var third = JournalWriter.OpenOrCreate(Live(scratch["j"]));
        Assert.That(third.Recovery!.WasClosed, Is.True);
        Assert.That((third.NextSequence, third.Epoch), Is.EqualTo((300L, 3L)));
        using var cursor = JournalReader.Open(scratch["j"]).OpenEvents();
        Assert.That(Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(Events)), Is.True);
    }

    [Test]
    public void OpenOrCreate_keeps_a_torn_tail_beside_the_segment()
    {
        using var scratch = new Scratch();
        var path = Torn(scratch, out var tail);

        using var writer = JournalWriter.OpenOrCreate(Live(scratch["j"]));

        Assert.That(writer.Recovery!.TornBytes, Is.EqualTo(tail.Length));
        var kept = Path.Combine(scratch["j"], writer.Recovery.TornFiles.Single());
        Assert.That(kept, Does.StartWith(path).And.EndWith(".torn"));
        Assert.That(File.ReadAllBytes(kept), Is.EqualTo(tail));
    }

    [Test]
    public void OpenOrCreate_refuses_damage_and_touches_nothing()
    {
        using var scratch = new Scratch();
        Samples.Write(Live(scratch["j"]), Events);
        var path = Directory.GetFiles(scratch["j"], "events-*").Order().ElementAt(1);
        var bytes = File.ReadAllBytes(path);
        bytes[5_000] ^= 1;
        File.WriteAllBytes(path, bytes);
        var before = Directory.GetFiles(scratch["j"]);

        var error = Assert.Throws<JournalException>(() => JournalWriter.OpenOrCreate(Live(scratch["j"])));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Data));
        Assert.That(error.Fault!.Segment, Is.EqualTo(Path.GetFileName(path)));
        Assert.That(Directory.GetFiles(scratch["j"]), Is.EquivalentTo(before));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes));
    }

    [Test]
    public void Repair_cuts_the_torn_tail_and_nothing_more()
    {
        using var scratch = new Scratch();
        Torn(scratch, out var tail);
        var whole = JournalVerifier.Verify(scratch["j"]);
        Assert.That(whole.End, Is.EqualTo(JournalEnd.TornTail));

        var recovery = JournalRepair.Repair(scratch["j"]);

        var report = JournalVerifier.Verify(scratch["j"]);
        Assert.That(recovery.TornBytes, Is.EqualTo(tail.Length));
        Assert.That((report.IsIntact, report.Events), Is.EqualTo((true, whole.Events)));
        Assert.That(JournalRepair.Repair(scratch["j"]).TornBytes, Is.Zero, "There is nothing left to cut.");
    }

    [Test]
    public void Repair_refuses_damage_and_a_journal_that_is_being_written()
    {
        using var scratch = new Scratch();
        Samples.Write(Samples.Options(scratch["damaged"]), Events);
        var path = Directory.GetFiles(scratch["damaged"]).Single();
        var bytes = File.ReadAllBytes(path);
        bytes[6_000] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var writer = JournalWriter.OpenOrCreate(Live(scratch["live"]));

        var damaged = Assert.Throws<JournalException>(() => JournalRepair.Repair(scratch["damaged"]));
        var live = Assert.Throws<JournalException>(() => JournalRepair.Repair(scratch["live"]));

        Assert.That(damaged.Category, Is.EqualTo(JournalErrorCategory.Data));
        Assert.That(live.Category, Is.EqualTo(JournalErrorCategory.Safety));
        Assert.That(Directory.GetFiles(scratch["damaged"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void Commands_are_cut_back_to_the_events_that_are_there()
    {
        var storage = new MemoryStorage();
        var commands = Samples.Commands(1, 250);
        using (var writer = JournalWriter.OpenOrCreate(Live("memory"), storage))
        {
            writer.AppendEvents(Events);
            writer.AppendCommands(commands);
            writer.Flush();
        }

        // The events of the last segments never reached the device; the commands did.
        var segments = storage.List().Where(name => name.StartsWith("events")).ToList();
        storage.Delete(segments[^1]);
        storage.Delete(segments[^2]);

        using var reopened = JournalWriter.OpenOrCreate(Live("memory"), storage);
        reopened.Complete();

        var expected = commands.Count(command => command.Cause < reopened.NextSequence);
        Assert.That(expected, Is.LessThan(250).And.GreaterThan(100));
        Assert.That(reopened.Recovery!.CommandsCut, Is.EqualTo(250 - expected));
        Assert.That(JournalVerifier.Verify(JournalReader.Open(storage)).Commands, Is.EqualTo(expected));
    }

    [TestCase(Durability.Synced)]
    [TestCase(Durability.Written)]
    public void A_thread_of_its_own_brings_the_durable_sequence_after_the_written_one(Durability durability)
    {
        using var scratch = new Scratch();
        using var writer = JournalWriter.OpenOrCreate(
            Live(scratch["j"]) with { Durability = durability, SyncsInBackground = true });

        for (var index = 0; index < Events.Length; index += 20)
        {
            writer.AppendEvents(Events.AsSpan(index, 20));
            writer.Flush();
        }

        var isDurable = SpinWait.SpinUntil(
            () => writer.DurableSequence == writer.WrittenSequence, TimeSpan.FromMinutes(1));
        Assert.That(isDurable, Is.True);
        writer.Complete();
        Assert.That(JournalVerifier.Verify(scratch["j"]).End, Is.EqualTo(JournalEnd.Closed));
    }

    [Test]
    public void A_sync_that_fails_in_the_background_ends_the_writer()
    {
        // The head takes four calls, the frame one; the sync is the sixth.
        var storage = new CrashStorage { EndsAtCall = 7, EndsWithError = true };
        using var writer = JournalWriter.OpenOrCreate(
            Live("memory") with { Durability = Durability.Synced, SyncsInBackground = true }, storage);
        writer.AppendEvents(Events.AsSpan(0, 10));

        var comes = SpinWait.SpinUntil(() => !Flushes(writer), TimeSpan.FromMinutes(1));

        Assert.That(comes, Is.True, "The failure comes to the writer.");
        Assert.That(writer.DurableSequence, Is.EqualTo(-1));
        Assert.Throws<JournalException>(writer.Complete);
    }

    private static bool Flushes(JournalWriter writer)
    {
        try
        {
            writer.Flush();
            return true;
        }
        catch (JournalException)
        {
            return false;
        }
    }

    /// <summary>A live journal whose process died in the midst of a frame.</summary>
    private static string Torn(Scratch scratch, out byte[] tail)
    {
        using (var writer = JournalWriter.OpenOrCreate(Live(scratch["j"]) with { SegmentSizeBytes = 1 << 20 }))
        {
            writer.AppendEvents(Events.AsSpan(0, 60));
            writer.Flush();
        }

        var path = Directory.GetFiles(scratch["j"], "events-*").Single();
        var whole = new FileInfo(path).Length;
        tail = File.ReadAllBytes(path).AsSpan(5_000, 333).ToArray();
        tail[^1] = 7;
        using var file = File.Open(path, FileMode.Append);
        file.Write(tail);
        Assert.That(file.Length, Is.EqualTo(whole + 333));
        return path;
    }
}
