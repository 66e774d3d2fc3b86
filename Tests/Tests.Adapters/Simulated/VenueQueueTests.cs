using Adapters.Simulated.Venue.Queues;
using Engine.Model.Commands;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Queue models: who is taken to have left where a level shrinks and no trade says why.</summary>
public sealed class VenueQueueTests
{
    private static readonly QueueModel[] Probabilistic = [QueueModel.Power, QueueModel.Logarithmic];

    [Test]
    public void Power_of_one_takes_withdrawals_from_ahead_and_behind_alike()
    {
        var stand = StandWith(QueueModel.Power, power: 1);
        var order = stand.Buy(99, 4);
        stand.BidLevel(99, 20);

        // Ten ahead, ten behind; of the eight that leave, four were ahead.
        stand.BidLevel(99, 12);
        stand.SellTrade(99, 7);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Power_of_three_takes_withdrawals_rather_from_the_longer_part()
    {
        var stand = StandWith(QueueModel.Power, power: 3);
        var order = stand.Buy(99, 4);
        stand.BidLevel(99, 15);

        // Ten ahead, five behind: 1/9 of the nine that leave were behind, eight ahead; two are left ahead.
        stand.BidLevel(99, 6);
        stand.SellTrade(99, 2);
        Assert.That(stand.Story(order), Is.EqualTo("accepted"));

        stand.SellTrade(99, 1);
        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Logarithmic_takes_withdrawals_by_the_logarithm_of_both_parts()
    {
        var stand = StandWith(QueueModel.Logarithmic);
        stand.Book(bids: [(99, 3)], asks: [(101, 5)]);
        var order = stand.Buy(99, 4);
        stand.BidLevel(99, 18);

        // Three ahead, fifteen behind: ln 4 : ln 16 is 1 : 2, so one of the three that leave was ahead.
        stand.BidLevel(99, 15);
        stand.SellTrade(99, 3);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Conservative_takes_all_withdrawals_from_behind()
    {
        var stand = StandWith(QueueModel.Conservative);
        var order = stand.Buy(99, 4);
        stand.BidLevel(99, 20);

        stand.BidLevel(99, 12);
        stand.SellTrade(99, 10);

        Assert.That(stand.Story(order), Is.EqualTo("accepted"));
    }

    [TestCaseSource(nameof(Probabilistic))]
    public void Decrease_that_a_trade_explains_is_not_counted_twice(QueueModel model)
    {
        var stand = StandWith(model);
        var order = stand.Buy(99, 4);
        stand.BidLevel(99, 20);

        stand.SellTrade(99, 6);
        stand.BidLevel(99, 14);
        stand.SellTrade(99, 4);
        Assert.That(stand.Story(order), Is.EqualTo("accepted"), "6 and 4 of the 10 ahead, and nobody withdrew");

        stand.SellTrade(99, 1);
        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Decrease_beyond_its_trades_counts_for_the_rest()
    {
        var stand = StandWith(QueueModel.Power, power: 1);
        var order = stand.Buy(99, 4);
        stand.BidLevel(99, 20);

        // Six trade: four ahead, ten behind. Seven more leave: two of them were ahead.
        stand.SellTrade(99, 6);
        stand.BidLevel(99, 7);
        stand.SellTrade(99, 3);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [Test]
    public void Fractions_of_lots_add_up()
    {
        var stand = StandWith(QueueModel.Power, power: 1);
        var order = stand.Buy(99, 4);
        stand.BidLevel(99, 20);

        // Half a lot each time, twelve times; what is ahead and what is behind stay equal.
        for (var level = 19; level >= 8; level--)
        {
            stand.BidLevel(99, level);
        }

        stand.SellTrade(99, 5);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [TestCaseSource(nameof(Probabilistic))]
    public void Growth_of_the_level_joins_behind_us(QueueModel model)
    {
        var stand = StandWith(model);
        var order = stand.Buy(99, 4);

        stand.BidLevel(99, 1_000);
        stand.SellTrade(99, 11);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [TestCaseSource(nameof(Probabilistic))]
    public void Trade_through_our_price_fills_us_whatever_the_queue(QueueModel model)
    {
        var stand = StandWith(model);
        var order = stand.Buy(99, 400);

        stand.SellTrade(98, 1);

        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 400"));
    }

    [TestCaseSource(nameof(Probabilistic))]
    public void Queue_that_no_book_told_is_learnt_from_the_first_book(QueueModel model)
    {
        var stand = StandWith(model);
        stand.Instrument = 1;
        var order = stand.Buy(99, 1);

        stand.Book(bids: [(99, 5)], asks: [(101, 5)]);
        stand.SellTrade(99, 5);
        Assert.That(stand.Story(order), Is.EqualTo("accepted"));

        stand.SellTrade(99, 1);
        Assert.That(stand.Story(order), Is.EqualTo("accepted, maker 99 x 1"));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void Expected_part_ahead_is_that_of_the_textbook(ushort ahead, ushort behind, byte part, byte power)
    {
        var canceled = (ahead + behind) * (part / 255.0);
        var n = (power % 50 / 10.0) + 0.1;
        var b = Math.Pow(behind, n) / (Math.Pow(behind, n) + Math.Pow(ahead, n));
        var expected = ahead + behind == 0
            ? 0
            : Math.Min(ahead, canceled - Math.Min(behind, b * canceled));

        var actual = new QueueEstimator(QueueModel.Power, n).CanceledAhead(ahead, behind, canceled, lot: 1);

        Assert.That(actual, Is.EqualTo(expected).Within(1e-6));
    }

    [FsCheck.NUnit.Property(MaxTest = 20)]
    public void Venue_agrees_with_the_slow_twin(int seed, byte power)
    {
        foreach (var model in Enum.GetValues<QueueModel>())
        {
            var n = (power % 5) + 0.5;
            var random = new SeededRandom(seed);
            var stand = StandWith(model, n);
            var twin = new QueueTwin(model, n, displayed: 10, quantity: 500);
            var order = stand.Buy(99, 500, CommandFlags.PostOnly);
            for (var step = 0; step < 200; step++)
            {
                StepBoth(stand, twin, ref random);
                Assert.That(FilledOf(stand, order), Is.EqualTo(twin.Filled), $"{model}, seed {seed}, step {step}");
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 20)]
    public void No_model_fills_later_than_the_conservative_one(int seed, byte power)
    {
        foreach (var model in Probabilistic)
        {
            var random = new SeededRandom(seed);
            VenueStand[] stands = [StandWith(QueueModel.Conservative), StandWith(model, (power % 50 / 10.0) + 0.1)];
            var orders = new List<OrderId>();
            for (var step = 0; step < 200; step++)
            {
                StepAlike(stands, orders, ref random);
                foreach (var order in orders)
                {
                    Assert.That(
                        FilledOf(stands[1], order), Is.GreaterThanOrEqualTo(FilledOf(stands[0], order)),
                        $"{model}, seed {seed}, step {step}, order {order.Value}");
                }
            }
        }
    }

    private static VenueStand StandWith(QueueModel model, double power = 3)
    {
        var stand = new VenueStand(VenueStand.NoLatency with { QueueModel = model, QueuePower = power });
        stand.Book(bids: [(99, 10), (98, 20)], asks: [(101, 5), (102, 7)]);
        return stand;
    }

    private static void StepBoth(VenueStand stand, QueueTwin twin, ref SeededRandom random)
    {
        var lots = random.NextBelow(40);
        if (random.NextBelow(3) == 0)
        {
            stand.SellTrade(99, 1 + lots);
            twin.OnTrade(1 + lots);
            return;
        }

        stand.BidLevel(99, lots);
        twin.OnLevel(lots);
    }

    private static void StepAlike(VenueStand[] stands, List<OrderId> orders, ref SeededRandom random)
    {
        var price = 99 - random.NextBelow(4);
        var lots = random.NextBelow(40);
        var kind = random.NextBelow(10);
        foreach (var stand in stands)
        {
            if (kind < 2)
            {
                var id = stand.Buy(price, 1 + lots, CommandFlags.PostOnly);
                orders.Remove(id);
                orders.Add(id);
            }
            else if (kind < 5)
            {
                stand.SellTrade(price, 1 + lots);
            }
            else
            {
                stand.BidLevel(price, lots);
            }
        }
    }

    private static long FilledOf(VenueStand stand, OrderId order) =>
        stand.Fills.Where(fill => fill.Fill.OrderId == order).Sum(fill => fill.Fill.Quantity.Value);
}
