using Engine.Books;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>What is marked in the book as ours follows the orders through their lives.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OwnQuantityTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    private MarketState Market => _rig.Core.Markets[0];

    [Test]
    public void Order_is_marked_from_its_acceptance_to_its_end()
    {
        var order = _rig.Script.Buy(998, 7);
        var asked = Own(998);
        _rig.Accept(order);
        var accepted = Own(998);
        _rig.Done(EventKind.OrderCanceled, order);

        Assert.That((asked, accepted, Own(998)), Is.EqualTo((0L, 7L, 0L)));
    }

    [Test]
    public void Orders_at_one_price_add_up_and_fills_take_away()
    {
        var first = _rig.Script.Buy(998, 7);
        var second = _rig.Script.Buy(998, 5);
        _rig.Accept(first);
        _rig.Accept(second, venueKey: 78);

        _rig.Fill(first, Side.Bid, 998, 3, tradeKey: 1);

        Assert.That(Own(998), Is.EqualTo(9));
    }

    [Test]
    public void Amended_order_moves_to_its_new_price()
    {
        var order = _rig.Script.Buy(998, 7);
        _rig.Accept(order);
        _rig.Script.Now.Amend(order, new PriceTicks(997), new QtyLots(4));
        var asked = (Own(998), Own(997));

        _rig.Amended(order, 997, 4);

        Assert.That(asked, Is.EqualTo((7L, 0L)));
        Assert.That((Own(998), Own(997)), Is.EqualTo((0L, 4L)));
    }

    [Test]
    public void Order_whose_cancel_is_under_way_rests_until_the_venue_says_otherwise()
    {
        var order = _rig.Script.Buy(998, 7);
        _rig.Accept(order);

        _rig.Script.Now.Cancel(order);

        Assert.That(Own(998), Is.EqualTo(7));
    }

    [Test]
    public void Acceptance_that_comes_after_the_cancel_was_asked_for_marks_the_order()
    {
        var order = _rig.Script.Buy(998, 7);
        _rig.Script.Now.Cancel(order);
        var before = Own(998);

        _rig.Accept(order);

        Assert.That((before, Own(998)), Is.EqualTo((0L, 7L)));
    }

    [Test]
    public void Market_order_is_never_marked()
    {
        var order = _rig.Script.Market(Side.Bid, 5);
        _rig.Accept(order);

        Assert.That(Market.OwnQuantity(Side.Bid, PriceTicks.Zero), Is.EqualTo(QtyLots.Zero));
    }

    [Test]
    public void Others_are_the_whole_book_where_a_simulated_venue_answers()
    {
        Rest(999, 4);

        Assert.That(Market.OthersQuantity(Side.Bid, new PriceTicks(999)).Value, Is.EqualTo(1_000));
    }

    [Test]
    public void Others_are_the_book_less_our_own_where_the_stream_shows_it()
    {
        Rest(999, 4);
        Market.SetShowsOwnOrders(true);

        Assert.That(Market.OthersQuantity(Side.Bid, new PriceTicks(999)).Value, Is.EqualTo(996));
    }

    [Test]
    public void TryBestOfOthers_passes_levels_that_are_ours_alone()
    {
        Rest(1_000, 4);
        Market.SetShowsOwnOrders(true);
        _rig.Send(CoreRig.Level(Side.Bid, 1_000, 4));

        var isFound = Market.TryBestOfOthers(Side.Bid, out var price, out var quantity);

        Assert.That((isFound, price.Value, quantity.Value), Is.EqualTo((true, 999L, 1_000L)));
    }

    [Test]
    public void Own_quantity_is_the_sum_of_resting_orders_through_random_lives([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        List<OrderId> ids = [];
        for (var step = 0; step < 400; step++)
        {
            Act(random, ids, step);

            var expected = ids.Select(id => (Id: id, IsKnown: _rig.Core.TryGetOrder(id, out var order), Order: order))
                .Where(known => known.IsKnown)
                .GroupBy(known => known.Order.Price.Value)
                .ToDictionary(group => group.Key, group => group.Sum(known => known.Order.RestingQuantity.Value));
            for (var price = 990; price <= 998; price++)
            {
                Assert.That(Own(price), Is.EqualTo(expected.GetValueOrDefault(price)), $"seed {seed} step {step}");
            }
        }
    }

    private void Act(Random random, List<OrderId> ids, int step)
    {
        if (ids.Count == 0 || random.Next(3) == 0)
        {
            var id = _rig.Script.Buy(990 + random.Next(9), 1 + random.Next(9));
            if (id != OrderId.None)
            {
                ids.Add(id);
            }

            return;
        }

        var order = ids[random.Next(ids.Count)];
        switch (random.Next(7))
        {
            case 0:
                _rig.Accept(order, venueKey: order.Value);
                break;
            case 1:
                _rig.Script.Now.Cancel(order);
                break;
            case 2:
                _rig.Done(EventKind.OrderCanceled, order);
                break;
            case 3:
                _rig.Script.Now.Amend(order, new PriceTicks(990 + random.Next(9)), new QtyLots(1 + random.Next(9)));
                break;
            case 4:
                _rig.Amended(order, 990 + random.Next(9), 1 + random.Next(9));
                break;
            case 5:
                _rig.Fill(order, Side.Bid, 995, 1, tradeKey: 1_000 + step);
                break;
            default:
                _rig.Gateway(order, GatewayOutcome.TimedOut);
                break;
        }
    }

    private void Rest(long price, long quantity) => _rig.Accept(_rig.Script.Buy(price, quantity));

    private long Own(long price) => Market.OwnQuantity(Side.Bid, new PriceTicks(price)).Value;
}
