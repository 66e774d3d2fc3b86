using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Core.Sanitizing;

/// <summary>Events that no venue can have meant stop the core with a fault that names event and value.</summary>
internal sealed class AbsurdEventTests
{
    private static readonly long[] Absurd = [long.MinValue, long.MaxValue, 1L << 62, -(1L << 62) - 1];

    [Test]
    public void Negative_quantity_is_a_fault_of_any_kind_that_has_one(
        [Values(
            EventKind.BookLevel, EventKind.Trade, EventKind.Quote, EventKind.Bar, EventKind.OpenInterest,
            EventKind.Liquidation)]
        EventKind kind) => AssertFault(Make(kind, 1_000, -1), kind.ToString());

    [Test]
    public void Price_beyond_all_bounds_is_a_fault_of_any_kind_that_has_one(
        [Values(EventKind.BookLevel, EventKind.Trade, EventKind.Quote, EventKind.Bar, EventKind.Liquidation)]
        EventKind kind,
        [ValueSource(nameof(Absurd))] long price) => AssertFault(Make(kind, price, 1), kind.ToString());

    [Test]
    public void Fine_price_and_rate_beyond_all_bounds_are_faults(
        [Values(EventKind.Mark, EventKind.Funding)] EventKind kind, [ValueSource(nameof(Absurd))] long value)
    {
        AssertFault(Make(kind, value, 0), kind.ToString());
        AssertFault(Make(kind, 0, value), kind.ToString());
    }

    [Test]
    public void Bar_whose_low_is_above_its_high_is_a_fault()
    {
        var e = Make(EventKind.Bar, 1_000, 1);
        e.Bar.LowOffset = 5;

        AssertFault(e, "low");
    }

    [TestCase(EventKind.BookSnapshotBegin)]
    [TestCase(EventKind.FeedGap)]
    public void Count_below_zero_is_a_fault(EventKind kind) => AssertFault(Make(kind, 0, -1), kind.ToString());

    [TestCase(0x0000)]
    [TestCase(0x0100)]
    [TestCase(0x010C)]
    [TestCase(0x01FF)]
    [TestCase(0x0200)]
    [TestCase(0x021F)]
    [TestCase(0x0300)]
    [TestCase(0x03FF)]
    [TestCase(0x0401)]
    [TestCase(0xFFFF)]
    public void Kind_that_is_not_known_is_a_fault_that_names_it(int kind) =>
        AssertFault(Event.Create((EventKind)kind, default, CoreRig.Instrument), $"0x{kind:x4}");

    [TestCase(-1)]
    [TestCase(65_536)]
    [TestCase(int.MaxValue)]
    public void Balance_of_an_asset_that_cannot_be_is_a_fault(int asset)
    {
        var e = Event.Create(EventKind.Balance, default, InstrumentId.None);
        e.Balance.Asset = new AssetId(asset);

        AssertFault(e, $"{asset}");
    }

    [Test]
    public void Fill_of_less_than_nothing_is_a_fault()
    {
        var rig = CoreRig.Started();
        var order = rig.Script.Buy(1_000, 5);

        Assert.That(
            () => rig.Fill(order, Side.Bid, 1_000, -5, tradeKey: 1),
            Throws.TypeOf<CoreFaultException>().With.Message.Contains("-5 lots"));
    }

    [Test]
    public void Every_kind_that_is_known_with_sound_values_is_taken(
        [Values(
            EventKind.BookLevel, EventKind.BookSnapshotBegin, EventKind.BookSnapshotEnd, EventKind.FeedGap,
            EventKind.Trade, EventKind.Quote, EventKind.Bar, EventKind.Mark, EventKind.Funding,
            EventKind.OpenInterest, EventKind.Liquidation, EventKind.Tick, EventKind.ConfigText)]
        EventKind kind)
    {
        var rig = CoreRig.Started();

        Assert.That(() => rig.Send(Make(kind, 1_000, 1)), Throws.Nothing);
    }

    private static void AssertFault(Event e, string text)
    {
        var rig = CoreRig.Started();

        Assert.That(
            () => rig.Send(e),
            Throws.TypeOf<CoreFaultException>().With.Message.Contains(text)
                .And.InnerException.TypeOf<InvalidDataException>());
    }

    private static Event Make(EventKind kind, long price, long quantity)
    {
        var e = Event.Create(kind, default, CoreRig.Instrument);
        var (ticks, lots) = (new PriceTicks(price), new QtyLots(quantity));
        switch (kind)
        {
            case EventKind.BookLevel:
                e.BookLevel = new BookLevel { Price = ticks, Quantity = lots };
                break;
            case EventKind.Trade:
                e.Trade = new Trade { Price = ticks, Quantity = lots };
                break;
            case EventKind.Quote:
                e.Quote = new Quote { AskPrice = ticks, AskQuantity = lots };
                break;
            case EventKind.Bar:
                e.Bar = new Bar { Open = ticks, Volume = lots };
                break;
            case EventKind.Liquidation:
                e.Liquidation = new Liquidation { Price = ticks, Quantity = lots };
                break;
            case EventKind.OpenInterest:
                e.OpenInterest.Quantity = lots;
                break;
            case EventKind.Mark:
                e.Mark = new Mark { MarkPrice = new FinePrice(price), FundingRate = new Rate(quantity) };
                break;
            case EventKind.Funding:
                e.Funding = new Funding { MarkPrice = new FinePrice(price), Rate = new Rate(quantity) };
                break;
            case EventKind.BookSnapshotBegin or EventKind.BookSnapshotEnd:
                e.BookSnapshot.LevelCount = quantity;
                break;
            case EventKind.FeedGap:
                e.FeedGap.LostCount = quantity;
                break;
            default:
                break;
        }

        return e;
    }
}
