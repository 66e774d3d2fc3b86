using System.Runtime.InteropServices;
using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;

namespace Tests.Core.Restoring;

/// <summary>A core that is put back goes on exactly as the one that was stopped.</summary>
internal sealed class RestoreTests
{
    private const int Length = 3_000;

    [FsCheck.NUnit.Property(MaxTest = 12)]
    public void Restore_at_any_event_goes_on_exactly_as_the_original(int seed)
    {
        var original = new RestlessRun(seed, Length);
        Assert.That(
            original.Commands.Select(command => command.Kind).Distinct().Count(), Is.GreaterThan(4),
            "The storm reaches most of what a core decides.");
        var random = new Random(seed);
        var core = new TradingCore(RestlessRun.Catalog);
        var sequence = 0;
        for (var cut = 0; cut < 6; cut++)
        {
            var at = random.Next(sequence, original.Events.Count);
            Feed(core, original.Events, sequence, at, null);
            sequence = at;
            var restored = Restore(core, original.Events[..at]);

            Assert.That(restored.Digest(), Is.EqualTo(core.Digest()), $"seed {seed}, cut at {at}");
            AssertGoesOn(original, restored, at, $"seed {seed}, cut at {at}");
        }
    }

    [Test]
    public void Most_storms_bring_books_into_doubt()
    {
        var doubted = Enumerable.Range(1, 12).Count(seed => new RestlessRun(seed, Length).WasInDoubt);

        Assert.That(doubted, Is.GreaterThan(6), "What is put back is put back in the middle of a doubt as well.");
    }

    [Test]
    public void Restored_core_keeps_its_counts()
    {
        var original = new RestlessRun(5, Length);

        var restored = Restore(original.Core, original.Events);

        Assert.That(
            (restored.OrderCount, restored.FillCount, restored.RejectCount, restored.OpenOrderCount),
            Is.EqualTo((
                original.Core.OrderCount, original.Core.FillCount, original.Core.RejectCount,
                original.Core.OpenOrderCount)));
        Assert.That(original.Core.FillCount, Is.Positive);
        Assert.That(original.Core.RejectCount, Is.Positive);
    }

    [Test]
    public void Strategy_starts_again_with_the_parameters_and_instruments_of_its_start()
    {
        // Its window was made when the parameter was 9, and the first strategy got its second instrument after that.
        var original = new RestlessRun(5, 40);
        var definitions = original.Events[..40];

        var restored = Restore(original.Core, definitions);

        Assert.That(restored.Digest(), Is.EqualTo(original.Core.Digest()));
        Assert.That(restored.Commands.IsEmpty, Is.True, "What it asks for when it starts again, nobody hears.");
    }

    [Test]
    public void Restore_of_words_that_end_early_or_go_on_is_refused()
    {
        var original = new RestlessRun(6, 500);
        var words = Words(original.Core);

        Assert.That(
            () => TradingCore.Restore(RestlessRun.Catalog, Span(original.Events), words[..^1]),
            Throws.TypeOf<InvalidDataException>());
        Assert.That(
            () => TradingCore.Restore(RestlessRun.Catalog, Span(original.Events), [.. words, 0]),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("longer"));
    }

    [Test]
    public void Restore_under_other_definitions_is_refused()
    {
        var original = new RestlessRun(6, 500);

        Assert.That(
            () => TradingCore.Restore(RestlessRun.Catalog, Span(original.Events[..9]), Words(original.Core)),
            Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Restore_of_any_damaged_word_is_refused_by_name_or_has_another_digest()
    {
        var original = new RestlessRun(8, 800);
        var words = Words(original.Core);
        var digest = original.Core.Digest();
        var random = new Random(8);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var damaged = words.ToArray();
            var place = random.Next(Math.Min(damaged.Length, i % 2 == 0 ? 600 : damaged.Length));
            damaged[place] = random.Next(3) switch
            {
                0 => damaged[place] ^ (1L << random.Next(64)),
                1 => long.MaxValue - random.Next(3),
                _ => -1 - random.NextInt64(1L << 40),
            };
            if (damaged[place] == words[place])
            {
                continue;
            }

            try
            {
                var restored = TradingCore.Restore(RestlessRun.Catalog, Span(original.Events), damaged);
                Assert.That(restored.Digest(), Is.Not.EqualTo(digest), $"word {place}");
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.That(refused, Is.Positive);
    }

    private static void AssertGoesOn(RestlessRun original, TradingCore restored, int at, string what)
    {
        var commands = new List<Command>();
        Feed(restored, original.Events, at, original.Events.Count, commands);

        var expected = original.Commands.Where(command => command.Cause >= at).ToArray();
        Assert.That(
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(commands))
                .SequenceEqual(MemoryMarshal.AsBytes(expected.AsSpan())),
            Is.True,
            what);
        Assert.That(restored.Witness, Is.EqualTo(original.Core.Witness), what);
        Assert.That(restored.Digest(), Is.EqualTo(original.Core.Digest()), what);
    }

    private static void Feed(TradingCore core, List<Event> events, int from, int to, List<Command>? commands)
    {
        for (var i = from; i < to; i++)
        {
            core.OnEvent(events[i], i);
            commands?.AddRange(core.Commands);
        }
    }

    private static TradingCore Restore(TradingCore core, List<Event> before) =>
        TradingCore.Restore(RestlessRun.Catalog, Span(before), Words(core));

    private static long[] Words(TradingCore core)
    {
        var writer = new StateWriter();
        core.VisitState(writer);
        return [.. writer.Words];
    }

    private static ReadOnlySpan<Event> Span(List<Event> events) => CollectionsMarshal.AsSpan(events);
}
