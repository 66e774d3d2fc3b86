using Engine.Model.Formulas;
using Engine.Model.Units;

namespace Tests.Model.Formulas;

/// <summary>A holding with fees paid out of it: the arithmetic by hand, and sums that hold for any fills.</summary>
public sealed class HoldingTests
{
    [Test]
    public void Fee_out_of_what_was_bought_leaves_whole_lots_and_dust()
    {
        // A lot is 1,000 units. 100 lots for 10,000; 100 units (0.1 lot) worth 10 are paid: 99.9 lots are held at a
        // cost of 9,990. They were bought for what they are worth: nothing is realised.
        var held = default(Holding);
        held.Apply(Side.Bid, new QtyLots(100), new Money(10_000), new Money(10_000), 1_000);

        var realized = held.Pay(100, new Money(10), 1_000);

        Assert.That(
            (held.Quantity.Value, held.Dust, held.Cost.Value, realized.Value), Is.EqualTo((99L, 900L, 9_990L, 0L)));
    }

    [Test]
    public void Sale_of_all_whole_lots_leaves_the_dust_with_its_cost()
    {
        // 99 of 99.9 lots take 99 ÷ 99.9 of 9,990 = 9,900 along; sold for 10,100 they earn 200. 0.9 lots stay at 90.
        var held = default(Holding);
        held.Apply(Side.Bid, new QtyLots(100), new Money(10_000), new Money(10_000), 1_000);
        held.Pay(100, new Money(10), 1_000);

        var realized = held.Apply(Side.Ask, new QtyLots(99), new Money(10_100), new Money(10_100), 1_000);

        Assert.That(
            (held.Quantity.Value, held.Dust, held.Cost.Value, realized.Value), Is.EqualTo((0L, 900L, 90L, 200L)));
    }

    [Test]
    public void Dust_of_many_fees_becomes_a_lot_again()
    {
        // 0.9 lots and 0.9 lots are 1.8: one lot and 0.8.
        var held = default(Holding);
        for (var i = 0; i < 2; i++)
        {
            held.Apply(Side.Bid, new QtyLots(1), new Money(100), new Money(100), 1_000);
            held.Pay(100, new Money(10), 1_000);
        }

        Assert.That((held.Quantity.Value, held.Dust, held.Cost.Value), Is.EqualTo((1L, 800L, 180L)));
    }

    [FsCheck.NUnit.Property]
    public bool Cash_flow_equals_realised_profit_less_cost_and_units_add_up(
        (bool IsBuy, byte Lots, ushort Price, short Fee)[] fills)
    {
        const long UnitsPerLot = 1_000;
        var held = default(Holding);
        Int128 units = 0, flow = 0, realized = 0;
        foreach (var (isBuy, quantity, price, fee) in fills)
        {
            var lots = quantity + 1L;
            var notional = new Money(lots * price);
            var open = Math.Min(lots, Math.Abs(held.Quantity.Value));
            var side = isBuy ? Side.Bid : Side.Ask;
            realized += held.Apply(side, new QtyLots(lots), notional, new Money(open * price), UnitsPerLot).Value;
            flow += isBuy ? -notional.Value : notional.Value;
            units += (isBuy ? lots : -lots) * UnitsPerLot;

            // A fee out of the holding is a sale of so much, whose proceeds are the fee.
            var value = new Money(fee * (long)price / UnitsPerLot);
            realized += held.Pay(fee, value, UnitsPerLot).Value;
            flow += value.Value;
            units -= fee;
        }

        return flow == realized - held.Cost.Value && units == held.Units(UnitsPerLot)
            && held.Dust is >= 0 and < UnitsPerLot;
    }
}
