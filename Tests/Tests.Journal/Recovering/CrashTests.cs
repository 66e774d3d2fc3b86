using Engine.Model.Commands;
using Engine.Model.Events;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Recovering;

/// <summary>
/// The machine stops at every call, and what was not synced is lost by chance: what is recovered is always an exact
/// prefix
/// that holds everything acknowledged, and the journal goes on.
/// </summary>
internal sealed class CrashTests
{
    private static readonly Event[] Events = Samples.Events(seed: 21, count: 260);

    private static readonly Command[] Commands = Samples.Commands(seed: 22, count: 200);

    private static JournalWriterOptions Options => Samples.Options("crash", segmentBytes: 8_192) with
    {
        Mode = JournalWriteMode.Live,
        Durability = Durability.Synced,
    };

    [Test]
    public void A_machine_that_stops_at_any_call_loses_nothing_acknowledged()
    {
        var whole = new CrashStorage();
        Run(whole, 0, out _);
        var outcomes = 0;
        for (var call = 1; call <= whole.CallCount; call++)
        {
            var crashed = new CrashStorage { EndsAtCall = call };
            Assert.Throws<CrashException>(() => Run(crashed, 0, out _));
            var acknowledged = _acknowledged;
            foreach (var chance in new[] { 0.0, 0.2, 0.5, 0.8, 1.0 })
            {
                var what = $"call {call}, chance {chance}";
                var left = crashed.Survivor(new Random(call), chance);
                var recovered = CheckRecovery(left, acknowledged, what);
                outcomes += recovered > 0 ? 1 : 0;
            }
        }

        Assert.That(outcomes, Is.GreaterThan(100), "Most crashes leave something.");
    }

    [Test]
    public void A_crash_during_recovery_is_just_another_crash()
    {
        var whole = new CrashStorage();
        Run(whole, 0, out _);
        var random = new Random(5);
        for (var call = whole.CallCount / 2; call <= whole.CallCount; call += 3)
        {
            var crashed = new CrashStorage { EndsAtCall = call };
            Assert.Throws<CrashException>(() => Run(crashed, 0, out _));
            var acknowledged = _acknowledged;
            var left = crashed.Survivor(random, 0.6);
            for (var inner = 1; inner < 20; inner++)
            {
                var again = new CrashStorage(left) { EndsAtCall = inner };
                try
                {
                    JournalWriter.OpenOrCreate(Options, again).Dispose();
                    break;
                }
                catch (CrashException)
                {
                    CheckRecovery(again.Survivor(random, 0.5), acknowledged, $"call {call}, then {inner}");
                }
            }
        }
    }

    [Test]
    public void A_disk_that_fails_at_any_call_ends_the_writer_for_good()
    {
        var whole = new CrashStorage();
        Run(whole, 0, out _);
        for (var call = 1; call <= whole.CallCount; call++)
        {
            var failing = new CrashStorage { EndsAtCall = call, EndsWithError = true };
            JournalWriter? writer = null;
            var error = Assert.Throws<JournalException>(() => Run(failing, 0, out writer));

            Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Io));
            if (writer is not null)
            {
                var later = Assert.Throws<JournalException>(writer.Flush);
                Assert.That(later, Is.SameAs(error), "It is never tried again.");
            }

            CheckRecovery(failing.Survivor(new Random(call), 1), _acknowledged, $"error at {call}");
        }
    }

    [Test]
    public void Recovering_twice_is_recovering_once()
    {
        var crashed = new CrashStorage { EndsAtCall = 40 };
        Assert.Throws<CrashException>(() => Run(crashed, 0, out _));
        var left = crashed.Survivor(new Random(1), 0.5);

        JournalWriter.OpenOrCreate(Options, left).Dispose();
        var once = left.Clone();
        using var second = JournalWriter.OpenOrCreate(Options, left);

        Assert.That(second.Recovery!.TornBytes, Is.Zero);
        Assert.That(left.List().Where(IsSegment).Count(), Is.EqualTo(once.List().Where(IsSegment).Count()));
        Assert.That(JournalVerifier.Verify(JournalReader.Open(left)).IsIntact, Is.True);
    }

    private long _acknowledged;

    private static bool IsSegment(string name) => name.EndsWith(".seg");

    /// <summary>A session that flushes after each few runs and notes what it may acknowledge.</summary>
    private void Run(CrashStorage storage, int from, out JournalWriter? writer)
    {
        _acknowledged = -1;
        writer = null;
        writer = JournalWriter.OpenOrCreate(Options, storage);
        var command = 0;
        for (var index = from; index < Events.Length;)
        {
            var end = Math.Min(index + 23, Events.Length);
            writer.AppendEvents(Events.AsSpan(index, end - index));
            index = end;
            while (command < Commands.Length && Commands[command].Cause < index)
            {
                writer.AppendCommands(Commands.AsSpan(command++, 1));
            }

            writer.Flush();
            writer.Sync();
            _acknowledged = writer.DurableSequence;
        }

        writer.Complete();
    }

    private static long CheckRecovery(MemoryStorage left, long acknowledged, string what)
    {
        long recovered;
        using (var writer = JournalWriter.OpenOrCreate(Options, left))
        {
            recovered = writer.NextSequence;
            Assert.That(recovered, Is.GreaterThan(acknowledged), $"{what}: acknowledged events are missing");
            var more = Events[(int)recovered..];
            writer.AppendEvents(more);
            writer.Flush();
            writer.Complete();
        }

        var reader = JournalReader.Open(left);
        using var cursor = reader.OpenEvents();
        var read = Samples.ReadAll(cursor);
        Assert.That(cursor.End, Is.EqualTo(JournalEnd.Closed), $"{what}: {cursor.Fault}");
        Assert.That(Samples.Bytes(read).SequenceEqual(Samples.Bytes(Events)), Is.True, what);
        using var commands = reader.OpenCommands();
        var count = 0;
        while (commands.TryReadFrame(out var batch))
        {
            Assert.That(batch.SequenceEqual(Commands.AsSpan(count, batch.Length)), Is.True, what);
            count += batch.Length;
        }

        Assert.That(commands.End, Is.Not.EqualTo(JournalEnd.Damaged).And.Not.EqualTo(JournalEnd.TornTail), what);
        Assert.That(count == 0 || Commands[count - 1].Cause < recovered, Is.True, $"{what}: a command of a lost cause");
        return recovered;
    }
}
