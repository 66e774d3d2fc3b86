using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>What the venue says of a position where it is asked: how much, and what it has cost on average.</summary>
public sealed class VenuePositionTests
{
    private static readonly InstrumentId First = new(0);

    [Test]
    public void Position_is_told_with_its_average_entry()
    {
        var stand = new VenueStand();
        Buy(stand, at: 100, quantity: 4);
        Buy(stand, at: 107, quantity: 3);

        var told = Ask(stand).Single();

        // 721 ÷ 7 = 103.
        Assert.That((told.Quantity.Value, told.EntryPrice.Value), Is.EqualTo((7L, 103 * FinePrice.Scale)));
        Assert.That(stand.Venue.EntryPriceOf(First, PositionLeg.Long), Is.EqualTo(told.EntryPrice));
    }

    [Test]
    public void Average_entry_is_rounded_to_the_last_place()
    {
        var stand = new VenueStand();
        Buy(stand, at: 100, quantity: 2);
        Buy(stand, at: 101, quantity: 1);

        Assert.That(Ask(stand).Single().EntryPrice.Value, Is.EqualTo(10_033_333_333));
    }

    [Test]
    public void What_is_flat_has_no_entry()
    {
        var stand = new VenueStand();

        var told = Ask(stand).Single();

        Assert.That((told.Quantity, told.EntryPrice), Is.EqualTo((QtyLots.Zero, FinePrice.Zero)));
    }

    [Test]
    public void Spot_has_no_entry()
    {
        var stand = new VenueStand { Instrument = 2 };
        Buy(stand, at: 100, quantity: 2);

        Assert.That(Ask(stand).Single().EntryPrice, Is.EqualTo(FinePrice.Zero));
    }

    private static void Buy(VenueStand stand, long at, long quantity)
    {
        stand.Book([(at - 5, 10)], [(at, quantity)]);
        stand.BuyMarket(quantity);
    }

    private static IEnumerable<Engine.Model.Events.Payloads.Position> Ask(VenueStand stand)
    {
        var had = stand.Reports.Count;
        stand.Send(new Command
        {
            Kind = CommandKind.QueryPosition,
            Instrument = new InstrumentId(stand.Instrument),
            Account = new AccountId(1),
        });
        return stand.Reports.Skip(had).Where(report => report.Kind == EventKind.Position)
            .Select(report => report.Position);
    }
}
