using Engine.Model.Events;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Writing;

/// <summary>What lies on the disk at each moment, and who may write it.</summary>
internal sealed class JournalDirectoryTests
{
    [Test]
    public void Complete_gives_an_offline_journal_its_name_and_leaves_only_segments()
    {
        using var scratch = new Scratch();
        using var writer = JournalWriter.Create(Samples.Options(scratch["j"]));
        writer.AppendEvents(Samples.Events(1, 100));
        Assert.That(Directory.Exists(scratch["j"]), Is.False);

        writer.Complete();

        Assert.That(Directory.Exists(scratch["j.partial"]), Is.False);
        Assert.That(
            Directory.GetFiles(scratch["j"]).Select(Path.GetFileName),
            Is.EqualTo(new[] { "events-0000000000000000.seg" }));
    }

    [Test]
    public void An_unfinished_offline_journal_is_never_taken_for_a_whole_one()
    {
        using var scratch = new Scratch();
        using (var writer = JournalWriter.Create(Samples.Options(scratch["j"])))
        {
            writer.AppendEvents(Samples.Events(1, 100));
        }

        var byName = Assert.Throws<JournalException>(() => JournalReader.Open(scratch["j"]));
        var partial = Assert.Throws<JournalException>(() => JournalReader.Open(scratch["j.partial"]));

        Assert.That(byName.Message, Does.Contain("unfinished"));
        Assert.That(partial.Category, Is.EqualTo(JournalErrorCategory.Data));
    }

    [Test]
    public void Create_clears_what_an_earlier_command_left_unfinished()
    {
        using var scratch = new Scratch();
        using (var dead = JournalWriter.Create(Samples.Options(scratch["j"], segmentBytes: 8_192)))
        {
            dead.AppendEvents(Samples.Events(1, 900));
        }

        Samples.Write(Samples.Options(scratch["j"]), Samples.Events(2, 10));

        var report = JournalVerifier.Verify(scratch["j"]);
        Assert.That((report.Events, report.Segments), Is.EqualTo((10L, 1)));
    }

    [Test]
    public void Create_refuses_to_clear_files_that_are_not_its_own()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["j.partial"]);
        File.WriteAllText(Path.Combine(scratch["j.partial"], "thesis.txt"), "dear");

        var error = Assert.Throws<JournalException>(() => JournalWriter.Create(Samples.Options(scratch["j"])));

        Assert.That(error.Message, Does.Contain("thesis.txt"));
        Assert.That(File.Exists(Path.Combine(scratch["j.partial"], "thesis.txt")), Is.True);
    }

    [TestCase(JournalWriteMode.Offline)]
    [TestCase(JournalWriteMode.Live)]
    public void Create_refuses_a_directory_that_is_not_empty(JournalWriteMode mode)
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["j"]);
        File.WriteAllText(Path.Combine(scratch["j"], "notes"), "x");

        var error = Assert.Throws<JournalException>(
            () => JournalWriter.Create(Samples.Options(scratch["j"]) with { Mode = mode }));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Usage));
        Assert.That(error.Message, Does.Contain("not empty"));
    }

    [TestCase(JournalWriteMode.Offline)]
    [TestCase(JournalWriteMode.Live)]
    public void Create_takes_an_empty_directory(JournalWriteMode mode)
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["j"]);

        Samples.Write(Samples.Options(scratch["j"]) with { Mode = mode }, Samples.Events(1, 10));

        Assert.That(JournalVerifier.Verify(scratch["j"]).End, Is.EqualTo(JournalEnd.Closed));
    }

    [TestCase(JournalWriteMode.Offline)]
    [TestCase(JournalWriteMode.Live)]
    public void Create_refuses_a_second_writer(JournalWriteMode mode)
    {
        using var scratch = new Scratch();
        var options = Samples.Options(scratch["j"]) with { Mode = mode };
        using var first = JournalWriter.Create(options);

        var error = Assert.Throws<JournalException>(() => JournalWriter.Create(options));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Safety));
    }

    [Test]
    public void Create_names_a_missing_parent()
    {
        using var scratch = new Scratch();

        var error = Assert.Throws<JournalException>(() => JournalWriter.Create(Samples.Options(scratch["no/where/j"])));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Usage));
        Assert.That(error.Message, Does.Contain("does not exist"));
    }

    [Test]
    public void Create_names_a_directory_that_may_not_be_written()
    {
        using var scratch = new Scratch();
        var directory = Directory.CreateDirectory(scratch["locked"]);
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Modes are not Windows' own.");
            return;
        }

        File.SetUnixFileMode(directory.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        if (MayWriteAnyway(directory.FullName))
        {
            Assert.Ignore("This user writes whatever the mode says.");
        }

        var error = Assert.Throws<JournalException>(
            () => JournalWriter.Create(Samples.Options(Path.Combine(directory.FullName, "j"))));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Usage));
        Assert.That(error.Message, Does.Contain("not permitted"));
    }

    [Test]
    public void Discard_leaves_nothing()
    {
        using var scratch = new Scratch();
        using (var writer = JournalWriter.Create(Samples.Options(scratch["j"])))
        {
            writer.AppendEvents(Samples.Events(1, 100));
            writer.Discard();
        }

        Assert.That(Directory.EnumerateFileSystemEntries(scratch.Root), Is.Empty);
    }

    [Test]
    public void Complete_leaves_an_unfinished_run_out()
    {
        using var scratch = new Scratch();
        var events = Samples.Events(1, 50);
        events[^1].Flags = EventFlags.None;
        events[^2].Flags = EventFlags.LastOfRun;

        Samples.Write(Samples.Options(scratch["j"]), events);

        Assert.That(JournalVerifier.Verify(scratch["j"]).Events, Is.EqualTo(49));
    }

    [Test]
    public void Flush_of_a_live_journal_makes_what_is_whole_readable_at_once()
    {
        using var scratch = new Scratch();
        var events = Samples.Events(1, 50);
        events[^1].Flags = EventFlags.None;
        events[^2].Flags = EventFlags.LastOfRun;
        using var writer = JournalWriter.Create(
            Samples.Options(scratch["j"]) with { Mode = JournalWriteMode.Live, Durability = Durability.Synced });

        writer.AppendEvents(events);
        writer.Flush();

        using var cursor = JournalReader.Open(scratch["j"]).OpenEvents();
        var read = Samples.ReadAll(cursor);
        Assert.That(Samples.Bytes(read).SequenceEqual(Samples.Bytes(events.AsSpan(0, 49))), Is.True);
        Assert.That(cursor.End, Is.EqualTo(JournalEnd.Open));
        Assert.That((writer.WrittenSequence, writer.DurableSequence), Is.EqualTo((48L, 48L)));
    }

    [Test]
    public void Append_refuses_a_cause_that_goes_backwards_and_stays_refused()
    {
        using var scratch = new Scratch();
        var commands = Samples.Commands(1, 50);
        commands[20].Cause = -3;
        using var writer = JournalWriter.Create(Samples.Options(scratch["j"]));

        var error = Assert.Throws<JournalException>(() => writer.AppendCommands(commands));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Data));
        Assert.That(error.Message, Does.Contain("backwards"));
        Assert.That(Assert.Throws<JournalException>(writer.Complete), Is.SameAs(error));
    }

    [Test]
    public void Append_refuses_a_run_that_never_ends()
    {
        using var scratch = new Scratch();
        var events = new Event[Event.RunLengthMax + 100];
        using var writer = JournalWriter.Create(Samples.Options(scratch["j"]));

        var error = Assert.Throws<JournalException>(() => writer.AppendEvents(events));

        Assert.That(error.Message, Does.Contain("longer than 1024"));
    }

    [Test]
    public void A_full_disk_is_told_as_such()
    {
        const string full = "/dev/full";
        if (!File.Exists(full))
        {
            Assert.Ignore("This system has no /dev/full.");
        }

        using var file = new global::Journal.Storage.PhysicalFile(full, FileMode.Open, FileAccess.Write);

        var error = Assert.Throws<JournalException>(() => file.Write(new byte[64], 0));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Io));
        Assert.That(error.Message, Does.Contain("the disk is full"));
    }

    [Test]
    public void Open_names_what_is_not_a_journal()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["file"], "x");

        var missing = Assert.Throws<JournalException>(() => JournalReader.Open(scratch["nothing"]));
        var file = Assert.Throws<JournalException>(() => JournalReader.Open(scratch["file"]));
        var other = Assert.Throws<JournalException>(() => JournalReader.Open(scratch.Root));

        Assert.Multiple(() =>
        {
            Assert.That(missing.Category, Is.EqualTo(JournalErrorCategory.Usage));
            Assert.That(file.Category, Is.EqualTo(JournalErrorCategory.Usage));
            Assert.That(other.Category, Is.EqualTo(JournalErrorCategory.Data));
            Assert.That(other.Message, Does.Contain("not a journal"));
        });
    }

    [Test]
    public void Open_refuses_a_newer_version_by_name()
    {
        using var scratch = new Scratch();
        Samples.Write(Samples.Options(scratch["j"]), Samples.Events(1, 10));
        var path = Directory.GetFiles(scratch["j"])[0];
        var bytes = File.ReadAllBytes(path);
        var header = System.Runtime.InteropServices.MemoryMarshal.Read<global::Journal.Format.SegmentHeader>(bytes);
        header.FormatVersion = 7;
        header.MinReaderVersion = 5;
        global::Journal.Format.SegmentHeader.Encode(in header, "engine 9", bytes.AsSpan(0, 4_096));
        File.WriteAllBytes(path, bytes);

        var error = Assert.Throws<JournalException>(() => JournalReader.Open(scratch["j"]));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Data));
        Assert.That(error.Message, Does.Contain("format version 7").And.Contain("engine 9"));
    }

    private static bool MayWriteAnyway(string directory)
    {
        try
        {
            File.WriteAllText(Path.Combine(directory, "probe"), "x");
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
