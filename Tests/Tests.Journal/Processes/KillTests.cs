using System.Globalization;
using Engine.Model.Events;
using Tests.Journal.Support;

namespace Tests.Journal.Processes;

/// <summary>
/// A child journals and acknowledges over a pipe, and is killed at a random moment; the next goes on with its journal.
/// <c>JOURNAL_KILL_ROUNDS</c> asks for more rounds of each.
/// </summary>
internal sealed class KillTests
{
    private const int RoundsPerJournal = 25;

    private static int Rounds(int least) => int.TryParse(
        Environment.GetEnvironmentVariable("JOURNAL_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var asked)
        ? Math.Max(asked, least)
        : least;

    [TestCase(Durability.Synced, true, 125)]
    [TestCase(Durability.Synced, false, 50)]
    [TestCase(Durability.Written, true, 125)]
    [TestCase(Durability.Async, true, 25)]
    public void A_killed_writer_loses_nothing_that_it_acknowledged(Durability durability, bool inBackground, int least)
    {
        using var scratch = new Scratch();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var acknowledgements = 0;
        var next = new ChildProcess();
        try
        {
            var last = (Sequence: -1L, Witness: NumberedEvents.WitnessStart);
            for (var round = 0; round < Rounds(least); round++)
            {
                if (round % RoundsPerJournal == 0)
                {
                    last = (-1L, NumberedEvents.WitnessStart);
                }

                var directory = scratch[$"j{round / RoundsPerJournal}"];
                using var child = next;
                child.Tell(new ChildOrder(directory, durability, inBackground));

                // The next one starts while this one works: starting is what takes the time.
                next = new ChildProcess();
                switch (random.Next(8))
                {
                    case 0:
                        break;
                    case 1:
                        child.AwaitOpen();
                        break;
                    default:
                        child.AwaitAcknowledgement();
                        break;
                }

                Thread.Sleep(random.Next(20));
                child.Kill();

                var what = $"seed {seed}, round {round}";
                if (child.Acknowledged >= 0)
                {
                    acknowledgements++;
                    last = (child.Acknowledged, child.Witness);
                }

                // An async journal promises the lag alone: what is there must be an exact prefix.
                var (promised, witness) = durability == Durability.Async ? (-1, NumberedEvents.WitnessStart) : last;
                if (Directory.Exists(directory) && Directory.GetFiles(directory, "*.seg").Length > 0)
                {
                    var wrong = JournalCheck.WrongIn(directory, promised, witness, out _);
                    Assert.That(wrong, Is.Null, what);
                }
                else
                {
                    Assert.That(promised, Is.EqualTo(-1), $"{what}: there is no journal");
                }
            }
        }
        finally
        {
            next.Dispose();
        }

        Assert.That(acknowledgements, Is.GreaterThan(least / 2), $"Most rounds acknowledge something; seed {seed}.");
    }
}
