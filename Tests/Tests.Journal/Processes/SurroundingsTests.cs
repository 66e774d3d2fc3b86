using Engine.Model.Events;
using Journal;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Processes;

/// <summary>What may happen to a journal from outside: it halts or refuses by name; what was acknowledged stays.</summary>
internal sealed class SurroundingsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [TestCase(Durability.Synced, true)]
    [TestCase(Durability.Synced, false)]
    [TestCase(Durability.Written, true)]
    public void A_full_disk_shows_as_a_missing_spare_and_the_session_stops_in_good_order(
        Durability durability, bool inBackground)
    {
        using var disk = new TemporaryDisk("1m");
        var order = new ChildOrder(disk["j"], durability, inBackground);
        using (var writer = JournalWriter.OpenOrCreate(order.Options))
        {
            AppendUntil(writer, () => writer.SpareSegment == SpareSegmentState.Missing);

            Assert.That(writer.SpareFailure!.Message, Does.Contain("the disk is full"));
            Append(writer, 10);
            writer.Complete();
            Assert.That(JournalCheck.WrongIn(disk["j"], writer.DurableSequence, Witness(writer), out _), Is.Null);
        }

        File.Delete(Directory.GetFiles(disk["j"], "commands-*").FirstOrDefault() ?? disk["none"]);
        var refused = Assert.Throws<JournalException>(() => JournalWriter.OpenOrCreate(order.Options));
        Assert.That(refused.Message, Does.Contain("the disk is full"), "There is no room for another session.");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_full_disk_that_nobody_heeds_ends_the_writer_and_what_was_acknowledged_stays(bool isPrepared)
    {
        using var disk = new TemporaryDisk("1m");
        var order = new ChildOrder(disk["j"], Durability.Synced, InBackground: false);
        long acknowledged;
        ulong witness;
        using (var writer = JournalWriter.OpenOrCreate(order.Options with { PreparesSegments = isPrepared }))
        {
            var failure = Assert.Throws<JournalException>(() => AppendUntil(writer, () => false));

            Assert.That(failure.Category, Is.EqualTo(JournalErrorCategory.Io));
            Assert.That(
                failure.Message,
                Does.Contain("the disk is full").And.Contain(isPrepared ? "no spare segment" : "cannot write"));
            Assert.That(Assert.Throws<JournalException>(writer.Flush), Is.SameAs(failure));
            (acknowledged, witness) = (writer.DurableSequence, Witness(writer));
        }

        Assert.That(acknowledged, Is.GreaterThan(1_000));
        Assert.That(JournalCheck.WrongIn(disk["j"], acknowledged, witness, out _), Is.Null);
    }

    [Test]
    public void A_command_that_fills_the_disk_gives_the_room_back()
    {
        using var disk = new TemporaryDisk("1m");
        using (var writer = JournalWriter.Create(Samples.Options(disk["j"])))
        {
            var failure = Assert.Throws<JournalException>(() => AppendUntil(writer, () => false));
            Assert.That(failure.Message, Does.Contain("the disk is full"));
        }

        Assert.That(Directory.EnumerateFileSystemEntries(disk.Root), Is.Empty);
        Samples.Write(Samples.Options(disk["j"]), Samples.Events(1, 100));
    }

    [Test]
    public void A_read_only_disk_is_told_as_such()
    {
        using var disk = new TemporaryDisk("1m");
        var order = new ChildOrder(disk["j"], Durability.Synced, InBackground: false);
        Samples.Write(order.Options, Samples.Events(1, 100));
        File.WriteAllText(Path.Combine(disk["j"], "journal.lock"), string.Empty);
        disk.MakeReadOnly();

        var live = Assert.Throws<JournalException>(() => JournalWriter.OpenOrCreate(order.Options));
        var made = Assert.Throws<JournalException>(() => JournalWriter.Create(Samples.Options(disk["other"])));

        Assert.That(live.Message, Does.Contain("Read-only file system").Or.Contain("not permitted"));
        Assert.That(made.Message, Does.Contain("Read-only file system").Or.Contain("not permitted"));
    }

    [TestCase(Durability.Synced)]
    [TestCase(Durability.Async)]
    [TestCase(Durability.Written)]
    public void A_directory_that_is_taken_away_ends_the_writer(Durability durability)
    {
        using var scratch = new Scratch();
        using var writer = JournalWriter.OpenOrCreate(
            new ChildOrder(scratch["j"], durability, InBackground: true).Options with { SegmentSizeBytes = 1 << 26 });
        Append(writer, 500);
        writer.Sync();
        var (acknowledged, witness) = (writer.DurableSequence, Witness(writer));

        Directory.Move(scratch["j"], scratch["away"]);
        var failure = Assert.Throws<JournalException>(() => AppendUntil(writer, () => false));

        Assert.That(failure.Message, Does.Contain("no longer there"));
        Assert.That(JournalCheck.WrongIn(scratch["away"], acknowledged, witness, out _), Is.Null);
    }

    [Test]
    public void A_stopped_process_keeps_its_journal_and_goes_on()
    {
        using var scratch = new Scratch();
        using var child = new ChildProcess();
        child.Tell(new ChildOrder(scratch["j"], Durability.Synced, InBackground: true));
        child.AwaitOpen();
        Thread.Sleep(200);
        child.Signal("STOP");
        Thread.Sleep(1_500);
        var second = Assert.Throws<JournalException>(() => JournalWriter.OpenOrCreate(
            new ChildOrder(scratch["j"], Durability.Synced, InBackground: true).Options));
        Assert.That(JournalCheck.WrongIn(scratch["j"], -1, NumberedEvents.WitnessStart, out var whileStopped), Is.Null);
        child.Signal("CONT");
        Thread.Sleep(300);
        child.Kill();

        Assert.That(second.Category, Is.EqualTo(JournalErrorCategory.Safety));
        Assert.That(second.Message, Does.Contain("another process is writing this journal"));
        Assert.That(JournalCheck.WrongIn(scratch["j"], child.Acknowledged, child.Witness, out var atEnd), Is.Null);
        Assert.That(atEnd, Is.GreaterThan(whileStopped), "It went on.");
    }

    private static ulong Witness(JournalWriter writer)
    {
        var events = new Event[writer.DurableSequence + 1];
        NumberedEvents.Fill(events, 0);
        return NumberedEvents.Add(NumberedEvents.WitnessStart, events);
    }

    private static void AppendUntil(JournalWriter writer, Func<bool> isEnough)
    {
        var end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!isEnough())
        {
            Append(writer, 60);
            if (writer.Mode == JournalWriteMode.Live && writer.Lag.UndurableEvents > 1_000)
            {
                writer.Sync();
            }

            Assert.That(Environment.TickCount64, Is.LessThan(end), "Nothing happens.");
        }
    }

    private static void Append(JournalWriter writer, int count)
    {
        var first = writer.NextSequence;
        while (!NumberedEvents.IsLastOfRun(first + count - 1))
        {
            count++;
        }

        var events = new Event[count];
        NumberedEvents.Fill(events, first);
        writer.AppendEvents(events);
        writer.Flush();
    }
}
