using Adapters.Simulated.Matching;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Adapters.Matching;

/// <summary>The book against a slow and obvious one, over random requests of every kind.</summary>
public sealed class MatchingTwinTests
{
    private readonly MatchDepthLevel[] _depth = new MatchDepthLevel[4_096];

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Book_tells_what_the_twin_tells_where_prices_are_close(int seed) => Compare(seed, 5, 30, 400);

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public void Book_tells_what_the_twin_tells_where_prices_are_far_apart(int seed) =>
        Compare(seed, 1_000_000, 200, 600);

    [TestCase(1, 3, 20)]
    [TestCase(2, 40, 150)]
    [TestCase(3, 3_000, 300)]
    [TestCase(4, 50_000, 300)]
    [TestCase(5, 100_000_000_000, 300)]
    public void Book_agrees_with_the_twin_over_a_long_run(int seed, long width, int ids) =>
        Compare(seed, width, ids, 6_000);

    private void Compare(int seed, long width, int ids, int steps)
    {
        var commands = new RandomCommands(seed, width, ids);
        var book = new MatchingBook(capacity: 4);
        var twin = new SlowMatchingBook();
        var sink = new ToldSink();
        for (var step = 0; step < steps; step++)
        {
            var command = commands.Next();
            sink.Told.Clear();
            twin.Told.Clear();

            command.Send(book, ref sink);
            twin.Take(command);

            Assert.That(sink.Told, Is.EqualTo(twin.Told), $"seed {seed}, step {step}: {command}");
            if (step % 16 == 0 || step == steps - 1)
            {
                book.AssertWhole();
                AssertSameDepth(book, twin, Side.Bid, $"seed {seed}, step {step}");
                AssertSameDepth(book, twin, Side.Ask, $"seed {seed}, step {step}");
                AssertRestores(book);
            }
        }
    }

    private void AssertSameDepth(MatchingBook book, SlowMatchingBook twin, Side side, string where)
    {
        var expected = twin.Standing(side)
            .GroupBy(order => order.Price)
            .Select(level => new MatchDepthLevel(
                new PriceTicks(level.Key), new QtyLots(level.Sum(order => order.Lots)), level.Count()))
            .ToList();
        var count = book.CopyDepth(side, _depth);

        Assert.That(_depth[..count], Is.EqualTo(expected), where);
        Assert.That(book.Total(side).Value, Is.EqualTo(expected.Sum(level => level.Quantity.Value)), where);
        Assert.That(
            book.Best(side), Is.EqualTo(expected.Count == 0 ? PriceTicks.Zero : expected[0].Price), where);
    }

    private static void AssertRestores(MatchingBook book)
    {
        var writer = new StateWriter();
        book.VisitState(writer);
        var restored = new MatchingBook();
        restored.VisitState(new StateReader(writer.Words));

        Assert.That(restored.Digest(), Is.EqualTo(book.Digest()));
    }
}
