using Engine.Core.Portfolios;
using Engine.Model.Units;

namespace Tests.Core.Portfolios;

/// <summary>A position at average cost: the arithmetic by hand, and sums that hold for any fills.</summary>
internal sealed class PositionTests
{
    [Test]
    public void Buying_adds_cost_and_realises_nothing()
    {
        var position = default(Position);

        var realized = Fill(ref position, Side.Bid, 10, 100);

        Assert.That((realized.Value, position.Quantity.Value, position.Cost.Value), Is.EqualTo((0L, 10L, 100L)));
    }

    [Test]
    public void Selling_a_part_releases_its_share_of_the_cost_rounded_half_even()
    {
        // Three lots cost 10. One lot releases 10/3 = 3.33 → 3, and brings 5: profit 2. Seven stay with two lots.
        var position = default(Position);
        Fill(ref position, Side.Bid, 3, 10);

        var realized = Fill(ref position, Side.Ask, 1, 5);

        Assert.That((realized.Value, position.Cost.Value), Is.EqualTo((2L, 7L)));
    }

    [Test]
    public void The_closing_fill_takes_the_whole_remainder()
    {
        var position = default(Position);
        Fill(ref position, Side.Bid, 3, 10);
        Fill(ref position, Side.Ask, 1, 3);
        Fill(ref position, Side.Ask, 1, 3);

        Fill(ref position, Side.Ask, 1, 3);

        // In 10, out 9: whatever was rounded on the way, the sum is −1 and nothing stays behind.
        Assert.That((position.RealizedPnl.Value, position.Cost.Value, position.IsFlat), Is.EqualTo((-1L, 0L, true)));
    }

    [Test]
    public void Short_position_earns_when_bought_back_cheaper()
    {
        var position = default(Position);
        Fill(ref position, Side.Ask, 10, 100);

        var realized = Fill(ref position, Side.Bid, 10, 80);

        Assert.That((realized.Value, position.IsFlat), Is.EqualTo((20L, true)));
    }

    [Test]
    public void Flip_closes_at_its_part_of_the_notional_and_opens_with_the_rest()
    {
        // Long 10 at 100. Sell 15 for 180: ten of them for 120 close (profit 20), five for 60 open a short.
        var position = default(Position);
        Fill(ref position, Side.Bid, 10, 100);

        var realized = position.Apply(Side.Ask, new QtyLots(15), new Money(180), new Money(120));

        Assert.That(
            (realized.Value, position.Quantity.Value, position.Cost.Value), Is.EqualTo((20L, -5L, -60L)));
    }

    [FsCheck.NUnit.Property]
    public bool Cash_flow_equals_realised_profit_less_cost_after_any_fills((bool IsBuy, byte Quantity, ushort Price)[] fills)
    {
        var position = default(Position);
        long cashFlow = 0;
        foreach (var (isBuy, quantity, price) in fills)
        {
            var lots = quantity + 1L;
            var notional = new Money(lots * price);
            var open = Math.Min(lots, Math.Abs(position.Quantity.Value));
            position.Apply(
                isBuy ? Side.Bid : Side.Ask, new QtyLots(lots), notional, new Money(open * price));
            cashFlow += isBuy ? -notional.Value : notional.Value;
        }

        return cashFlow == position.RealizedPnl.Value - position.Cost.Value
            && (!position.IsFlat || position.Cost == Money.Zero);
    }

    private static Money Fill(ref Position position, Side side, long quantity, long notional) =>
        position.Apply(side, new QtyLots(quantity), new Money(notional), new Money(notional));
}
