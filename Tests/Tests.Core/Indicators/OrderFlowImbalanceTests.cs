using Engine.Core.Indicators;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Core.Indicators;

/// <summary>By hand: the best bid is 100 for 5 lots, the best ask 101 for 7.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OrderFlowImbalanceTests
{
    private readonly OrderFlowImbalance _flow = new(3);

    [SetUp]
    public void Begin() => Update(100, 5, 101, 7);

    [TestCase(100, 9, 101, 7, 4, TestName = "More is bid for at the same price")]
    [TestCase(101, 3, 102, 7, 10, TestName = "A higher bid counts whole, an offer that went takes supply away")]
    [TestCase(99, 8, 101, 7, -5, TestName = "A lower bid takes the old one away")]
    [TestCase(100, 5, 101, 10, -3, TestName = "More is offered at the same price")]
    [TestCase(100, 5, 100, 2, -2, TestName = "A lower offer counts whole")]
    public void Update_adds_demand_less_supply(long bid, long bidLots, long ask, long askLots, long expected)
    {
        Update(bid, bidLots, ask, askLots);

        Assert.That(_flow.Value.Value, Is.EqualTo(expected));
    }

    [Test]
    public void Value_is_of_the_last_changes_only()
    {
        for (var lots = 6; lots <= 10; lots++)
        {
            Update(100, lots, 101, 7);
        }

        Assert.That((_flow.IsReady, _flow.Value.Value, _flow.Ratio), Is.EqualTo((true, 3L, 1.0)));
    }

    [Test]
    public void Reset_forgets_the_book_before()
    {
        Update(100, 9, 101, 7);
        _flow.Reset();

        Update(90, 100, 91, 1);

        Assert.That(_flow.Value, Is.EqualTo(QtyLots.Zero));
        Assert.That(_flow.Ratio, Is.Zero);
    }

    // The twin sums the paper's indicator functions over a list of books.
    [Test]
    public void Value_agrees_with_the_definition_over_random_books()
    {
        var random = new SeededRandom(8);
        var books = new List<(long Bid, long BidLots, long Ask, long AskLots)> { (100, 5, 101, 7) };
        for (var step = 0; step < 2_000; step++)
        {
            var bid = 100 + random.NextBelow(4);
            books.Add((bid, 1 + random.NextBelow(20), bid + 1 + random.NextBelow(3), 1 + random.NextBelow(20)));
            var (b, q, a, r) = books[^1];
            Update(b, q, a, r);

            var expected = 0L;
            for (var at = Math.Max(1, books.Count - 3); at < books.Count; at++)
            {
                expected += Change(books[at - 1], books[at]);
            }

            Assert.That(_flow.Value.Value, Is.EqualTo(expected), $"step {step}");
        }
    }

    private static long Change(
        (long Bid, long BidLots, long Ask, long AskLots) before, (long Bid, long BidLots, long Ask, long AskLots) now)
    {
        var demand = now.Bid > before.Bid ? now.BidLots
            : now.Bid < before.Bid ? -before.BidLots : now.BidLots - before.BidLots;
        var supply = now.Ask < before.Ask ? now.AskLots
            : now.Ask > before.Ask ? -before.AskLots : now.AskLots - before.AskLots;
        return demand - supply;
    }

    private void Update(long bid, long bidLots, long ask, long askLots) => _flow.Update(
        new PriceTicks(bid), new QtyLots(bidLots), new PriceTicks(ask), new QtyLots(askLots));
}
