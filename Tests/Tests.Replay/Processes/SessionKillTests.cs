using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Reading;
using Replay.Recovery;
using Replay.Replaying;
using Replay.Simulation;
using Tests.Replay.Recovery;
using Tests.Replay.Sessions;

namespace Tests.Replay.Processes;

/// <summary>
/// A session on a journal on disk is killed (SIGKILL) at random moments, and the next one goes on: no order is lost,
/// none is doubled, and the books are the venue's.
/// </summary>
internal sealed class SessionKillTests
{
    private const int Kills = 8;

    [TestCase(Durability.Written)]
    [TestCase(Durability.Synced)]
    public void Killed_sessions_lose_no_order_and_double_none(Durability durability)
    {
        using var journals = new TempJournals();
        var seed = Environment.TickCount;
        var story = new SessionStory(journals["live"], durability, seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            story.RunAndKill();
        }

        story.RunAndEnd();

        var core = Recover(journals["live"], out var placed);
        var what = $"seed {seed}";
        TestContext.Out.WriteLine(
            $"{what}: {story.Venue.Orders.Count} orders, {story.Venue.FillCount} fills, "
            + $"{story.Venue.FillsWhileDown} unheard, {story.Reconciled} reconciliations");
        Assert.Multiple(() =>
        {
            Assert.That(story.Epochs, Is.EqualTo(Enumerable.Range(1, Kills + 1)), what);
            Assert.That(story.Venue.Doubled, Is.Empty, what);
            Assert.That(story.Venue.Orders.Keys, Is.SubsetOf(placed), $"{what}: the books lack an order");
            RequireSameBooks(core, story.Venue, what);
            RequireSameReplay(journals["live"], what);
        });
    }

    [Test]
    public void Killed_sessions_go_on_from_a_snapshot_and_the_tail()
    {
        using var journals = new TempJournals();
        var seed = Environment.TickCount;
        var story = new SessionStory(journals["live"], Durability.Written, seed);
        for (var kill = 0; kill < 4; kill++)
        {
            story.RunAndKill();
            RunJournals.Snapshot(
                journals["live"], RunJournals.Options(every: 50, keep: 2) with { Catalog = SimulationCatalog.All });
        }

        story.RunAndEnd();

        var core = Recover(journals["live"], out var placed);
        Assert.Multiple(() =>
        {
            // One that dies in its reconciliation leaves too little for a snapshot; four in a row do not.
            Assert.That(story.FromSnapshot, Is.Positive, $"seed {seed}");
            Assert.That(story.Venue.Doubled, Is.Empty);
            Assert.That(story.Venue.Orders.Keys, Is.SubsetOf(placed));
            RequireSameBooks(core, story.Venue, $"seed {seed}");
            RequireSameReplay(journals["live"], $"seed {seed}");
        });
    }

    // What an async journal had not written is lost with the process, and its commands had left: the venue knows orders
    // that the books never had.
    [Test]
    public void Orders_that_an_async_journal_has_lost_are_strangers_and_are_canceled()
    {
        using var journals = new TempJournals();
        var seed = Environment.TickCount;
        var story = new SessionStory(journals["live"], Durability.Async, seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            story.RunAndKill();
        }

        story.RunAndEnd();

        var core = Recover(journals["live"], out _);
        Assert.Multiple(() =>
        {
            Assert.That(story.Venue.Doubled, Is.Empty, $"seed {seed}");
            RequireSameBooks(core, story.Venue, $"seed {seed}");
            RequireSameReplay(journals["live"], $"seed {seed}");
        });
    }

    /// <summary>The books by the journal alone, and the names of all orders that it has placed.</summary>
    private static TradingCore Recover(string directory, out HashSet<string> placed)
    {
        var core = CoreRecovery.Recover(JournalReader.Open(directory), SimulationCatalog.All).Core;
        placed = new HashSet<string>(StringComparer.Ordinal);
        using var cursor = JournalReader.Open(directory).OpenCommands();
        while (cursor.TryReadFrame(out var commands))
        {
            foreach (ref readonly var command in commands)
            {
                if (command.Kind == CommandKind.PlaceOrder)
                {
                    placed.Add(core.Epochs.NameOf(command.OrderId).ToText(SessionChild.Prefix));
                }
            }
        }

        return core;
    }

    private static void RequireSameBooks(TradingCore core, ScriptedVenue venue, string what)
    {
        for (var instrument = 0; instrument < ChildRun.InstrumentCount; instrument++)
        {
            Assert.That(
                core.Portfolio[new InstrumentId(instrument)].Quantity.Value,
                Is.EqualTo(venue.PositionOf(instrument)), $"{what}: instrument {instrument}");
        }

        Assert.That(core.Portfolio.Cash(ChildRun.Quote).Value, Is.EqualTo(venue.Cash), what);

        // The kill switch was pulled: nothing is open on either side, and neither holds for ended what is not.
        Assert.That((core.OpenOrderCount, venue.OpenCount), Is.EqualTo((0, 0)), what);
        core.Portfolio.AssertConsistent();
    }

    private static void RequireSameReplay(string directory, string what)
    {
        var result = ReplayRunner.Run(
            new ReplayRequest { JournalPath = directory, Verify = true, Catalog = SimulationCatalog.All }, null,
            CancellationToken.None);
        Assert.That((result.Identical, result.FirstDifference), Is.EqualTo((true, (FirstDifference?)null)), what);
    }
}
