using Engine.Model.Events;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Recovering;

/// <summary>
/// The machine stops at every call, and of what was not synced anything may be lost: what is recovered is always an
/// exact prefix that holds everything acknowledged, and the journal goes on.
/// </summary>
internal sealed class CrashTests
{
    private static JournalWriterOptions Synced => CrashSession.OptionsOf(Durability.Synced, isPrepared: true);

    [TestCase(Durability.Synced, true)]
    [TestCase(Durability.Synced, false)]
    [TestCase(Durability.Written, true)]
    [TestCase(Durability.Async, true)]
    public void A_machine_that_stops_at_any_call_loses_nothing_acknowledged(Durability durability, bool isPrepared)
    {
        var session = new CrashSession(CrashSession.OptionsOf(durability, isPrepared));
        var kept = 0;
        for (var call = 1; call <= CallsOf(session); call++)
        {
            var crashed = new CrashStorage { EndsAtCall = call };
            Assert.Throws<CrashException>(() => session.Run(crashed));
            var index = 0;
            foreach (var left in crashed.Survivors(new Random(call), byChance: 4))
            {
                var wrong = session.WrongIn(left, out var recovered);
                Assert.That(wrong, Is.Null, $"call {call}, survivor {index++}");
                kept += recovered > 0 ? 1 : 0;
            }
        }

        Assert.That(kept, Is.GreaterThan(100), "Most crashes leave something.");
    }

    [TestCase(Durability.Synced)]
    [TestCase(Durability.Async)]
    public void A_journal_that_is_written_by_a_thread_of_its_own_loses_nothing_acknowledged(Durability durability)
    {
        var options = CrashSession.OptionsOf(durability, isPrepared: true) with
        {
            SyncsInBackground = true,
            PreparesInline = false,
        };
        var session = new CrashSession(options);
        var random = new Random(77);
        for (var round = 0; round < 60; round++)
        {
            var crashed = new CrashStorage { EndsAtCall = random.Next(1, 100) };
            try
            {
                session.Run(crashed);
            }
            catch (Exception exception) when (exception is CrashException or JournalException)
            {
                // The machine stopped under the caller's thread or under another.
            }

            foreach (var left in crashed.Survivors(random, byChance: 2).Take(5))
            {
                Assert.That(session.WrongIn(left, out _), Is.Null, $"round {round}");
            }
        }
    }

    [Test]
    public void A_crash_during_recovery_is_just_another_crash()
    {
        var session = new CrashSession(Synced);
        var random = new Random(5);
        var calls = CallsOf(session);
        for (var call = calls / 2; call <= calls; call += 3)
        {
            var crashed = new CrashStorage { EndsAtCall = call };
            Assert.Throws<CrashException>(() => session.Run(crashed));
            var left = crashed.Survivor(random, 0.6);
            for (var inner = 1; inner < 60; inner++)
            {
                var again = new CrashStorage(left) { EndsAtCall = inner };
                try
                {
                    JournalWriter.OpenOrCreate(Synced, again).Dispose();
                    break;
                }
                catch (CrashException)
                {
                    Assert.That(
                        session.WrongIn(again.Survivor(random, 0.5), out _), Is.Null, $"call {call}, then {inner}");
                }
            }
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_disk_that_fails_at_any_call_ends_the_writer_for_good(bool stumbles)
    {
        var session = new CrashSession(Synced);
        var refusals = 0;
        var calls = CallsOf(session);
        for (var call = 1; call <= calls; call++)
        {
            var failing = new CrashStorage { EndsAtCall = call, EndsWithError = true, Stumbles = stumbles };
            var error = Failure(session, failing);
            refusals += error is null ? 0 : 1;
            if (error is not null && session.Acknowledged >= 0)
            {
                Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Io));
                var later = Assert.Throws<JournalException>(session.Writer!.Flush);
                Assert.That(later, Is.SameAs(error), "It is never tried again.");
            }

            var left = failing.Survivor(new Random(call), 1);
            Assert.That(session.WrongIn(left, out _), Is.Null, $"error at {call}");
        }

        // What fails once when a spare is removed, or when the last one is made, does not concern the journal.
        Assert.That(refusals, Is.GreaterThan(calls * 3 / 4));
    }

    [Test]
    public void Recovering_twice_is_recovering_once()
    {
        var crashed = new CrashStorage { EndsAtCall = 70 };
        Assert.Throws<CrashException>(() => new CrashSession(Synced).Run(crashed));
        var left = crashed.Survivor(new Random(1), 0.5);

        JournalWriter.OpenOrCreate(Synced, left).Dispose();
        var once = left.Clone();
        using var second = JournalWriter.OpenOrCreate(Synced, left);

        Assert.That(second.Recovery!.TornBytes, Is.Zero);
        Assert.That(left.List().Where(IsSegment).Count(), Is.EqualTo(once.List().Where(IsSegment).Count()));
        Assert.That(JournalVerifier.Verify(JournalReader.Open(left)).IsIntact, Is.True);
    }

    private static int CallsOf(CrashSession session)
    {
        var whole = new CrashStorage();
        session.Run(whole);
        return whole.CallCount;
    }

    private static JournalException? Failure(CrashSession session, CrashStorage failing)
    {
        try
        {
            session.Run(failing);
            return null;
        }
        catch (JournalException error)
        {
            return error;
        }
    }

    private static bool IsSegment(string name) => name.EndsWith(".seg");
}
