using Adapters.Simulated.Venue;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>What the venue refuses, reduce-only, funding.</summary>
public sealed class VenueRulesTests
{
    private VenueStand _stand = null!;

    [SetUp]
    public void OpenBook()
    {
        _stand = new VenueStand(minNotional: VenueStand.Units(200));
        _stand.Book(bids: [(99, 100)], asks: [(101, 100)]);
    }

    [TestCase(OrderType.Limit, 100, 0)]
    [TestCase(OrderType.Limit, 100, -5)]
    [TestCase(OrderType.Limit, 0, 5)]
    [TestCase(OrderType.Limit, -1, 5)]
    [TestCase(OrderType.None, 100, 5)]
    [TestCase(OrderType.Limit, 100, 1)]
    [TestCase(OrderType.Limit, 100, 1_000_001)]
    [TestCase(OrderType.Market, 0, 1)]
    [TestCase(OrderType.Limit, long.MaxValue, 1_000_000)]
    public void Orders_outside_the_filters_are_rejected(OrderType type, long price, long quantity)
    {
        var order = _stand.Place(CommandFlags.None, type, price, quantity, TimeInForce.GoodTillCanceled);

        Assert.That(_stand.Story(order), Is.EqualTo("rejected VenueFilter"));
    }

    [TestCase(OrderType.Limit, TimeInForce.None, CommandFlags.None)]
    [TestCase(OrderType.Limit, TimeInForce.ImmediateOrCancel, CommandFlags.PostOnly)]
    [TestCase(OrderType.Market, TimeInForce.ImmediateOrCancel, CommandFlags.PostOnly)]
    public void Orders_that_contradict_themselves_are_rejected(OrderType type, TimeInForce time, CommandFlags flags)
    {
        var order = _stand.Place(flags, type, 100, 5, time);

        Assert.That(_stand.Story(order), Is.EqualTo("rejected VenueFilter"));
    }

    [Test]
    public void Order_on_an_instrument_that_is_not_defined_is_rejected()
    {
        _stand.Instrument = 9;

        Assert.That(_stand.Story(_stand.Buy(100, 5)), Is.EqualTo("rejected VenueFilter"));
    }

    [Test]
    public void Order_with_a_number_that_is_known_is_rejected()
    {
        var order = _stand.Buy(90, 5);
        var repeated = new Command
        {
            Kind = CommandKind.PlaceOrder,
            OrderId = order,
            Price = new PriceTicks(90),
            Quantity = new QtyLots(5),
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.GoodTillCanceled,
            Account = new AccountId(1),
        };

        _stand.Send(repeated);
        _stand.Send(repeated with { OrderId = new OrderId(500), Account = new AccountId(2) });

        Assert.That(_stand.Story(order), Is.EqualTo("accepted, rejected VenueRejected"));
        Assert.That(_stand.Story(new OrderId(500)), Is.EqualTo("rejected VenueRejected"), "one account trades here");
    }

    [Test]
    public void Full_table_rejects_and_finished_orders_make_room()
    {
        var stand = new VenueStand(VenueStand.NoLatency with { OrderCapacity = 2 });
        stand.Book(bids: [(99, 100)], asks: [(101, 100)]);
        var first = stand.Buy(90, 5);
        stand.Buy(90, 5);

        var third = stand.Buy(90, 5);
        stand.Cancel(first);
        var fourth = stand.Buy(90, 5);
        stand.Query(first);

        Assert.That(stand.Story(third), Is.EqualTo("rejected VenueRejected"));
        Assert.That(stand.Story(fourth), Is.EqualTo("accepted"));
        Assert.That(stand.Story(first), Is.EqualTo("accepted, canceled, Unknown 0"));
    }

    [Test]
    public void Reduce_only_without_a_position_to_reduce_is_rejected()
    {
        var flat = _stand.SellMarket(5, CommandFlags.ReduceOnly);
        _stand.BuyMarket(5);
        var growing = _stand.BuyMarket(5, CommandFlags.ReduceOnly);

        Assert.That(_stand.Story(flat), Is.EqualTo("rejected VenueReduceOnly"));
        Assert.That(_stand.Story(growing), Is.EqualTo("rejected VenueReduceOnly"));
    }

    [Test]
    public void Reduce_only_closes_no_more_than_the_position_and_needs_no_least_notional()
    {
        _stand.BuyMarket(3);
        var part = _stand.SellMarket(1, CommandFlags.ReduceOnly);
        var rest = _stand.SellMarket(5, CommandFlags.ReduceOnly);

        Assert.That(_stand.Story(part), Is.EqualTo("accepted, taker 99 x 1"));
        Assert.That(_stand.Story(rest), Is.EqualTo("accepted, taker 99 x 2, expired VenueReduceOnly"));
        Assert.That(_stand.Venue.PositionOf(new InstrumentId(0)), Is.EqualTo(QtyLots.Zero));
    }

    [Test]
    public void Resting_reduce_only_expires_when_there_is_nothing_left_to_reduce()
    {
        _stand.BuyMarket(3);
        var resting = _stand.Sell(102, 3, CommandFlags.ReduceOnly);
        _stand.SellMarket(3);

        _stand.BuyTrade(103, 1);

        Assert.That(_stand.Story(resting), Is.EqualTo("accepted, expired VenueReduceOnly"));
    }

    [Test]
    public void Funding_is_paid_by_longs_on_the_mark_price_of_the_event()
    {
        _stand.BuyMarket(10);

        _stand.Mark(500m);
        _stand.Funding(rate: 1_000_000, markPrice: 100.5m);

        // 10 × 100.5 = 1,005, of which 0.0001 is 0.1005: a long pays.
        Assert.That(_stand.Last.Kind, Is.EqualTo(EventKind.FundingPaid));
        Assert.That(_stand.Last.FundingPaid.Amount, Is.EqualTo(VenueStand.Units(-0.1005m)));
        Assert.That(_stand.Last.FundingPaid.Quantity, Is.EqualTo(new QtyLots(10)));
        Assert.That(_stand.Last.FundingPaid.MarkPrice, Is.EqualTo(new FinePrice(10_050_000_000)));
        Assert.That(_stand.Last.FundingPaid.Account, Is.EqualTo(new AccountId(1)));
    }

    [Test]
    public void Funding_is_received_by_shorts_on_the_last_mark_where_the_event_gives_none()
    {
        _stand.SellMarket(10);

        _stand.Mark(98.7m);
        _stand.Funding(rate: 1_000_000);

        // −10 × 98.7 = −987: a short receives 0.0987.
        Assert.That(_stand.Last.FundingPaid.Amount, Is.EqualTo(VenueStand.Units(0.0987m)));
    }

    [Test]
    public void Funding_falls_back_to_the_last_trade()
    {
        _stand.SellMarket(10);

        _stand.BuyTrade(101, 3);
        _stand.Funding(rate: -2_000_000);

        // −10 × 101 = −1,010, of which −0.0002: a short pays 0.202.
        Assert.That(_stand.Last.FundingPaid.Amount, Is.EqualTo(VenueStand.Units(-0.202m)));
        Assert.That(_stand.Last.FundingPaid.MarkPrice, Is.EqualTo(new FinePrice(101 * FinePrice.Scale)));
    }

    [Test]
    public void Funding_concerns_neither_the_flat_nor_spot()
    {
        _stand.Funding(rate: 1_000_000, markPrice: 100);
        _stand.Instrument = 2;
        _stand.Book(bids: [(99, 100)], asks: [(101, 100)]);
        _stand.BuyMarket(10);
        _stand.Funding(rate: 1_000_000, markPrice: 100);

        Assert.That(_stand.Reports.Select(report => report.Kind), Has.None.EqualTo(EventKind.FundingPaid));
    }

    [Test]
    public void Event_of_an_instrument_that_is_not_defined_halts()
    {
        _stand.Instrument = 9;

        Assert.That(() => _stand.SellTrade(100, 1), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Constructor_refuses_a_setting_outside_its_range_and_names_it()
    {
        Assert.That(
            () => new SimulatedVenue(new SimulationSettings { EntryLatencyNs = -1 }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("EntryLatencyNs must be not negative"));
        Assert.That(
            () => new SimulatedVenue(new SimulationSettings { BarVolumeShare = new Rate(Rate.Scale + 1) }),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("BarVolumeShare must be 0 … 1"));
    }
}
