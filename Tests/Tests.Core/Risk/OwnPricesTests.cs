using Engine.Core.Risk;
using Engine.Model.State;

namespace Tests.Core.Risk;

/// <summary>Our own prices on a side against a list of all orders.</summary>
internal sealed class OwnPricesTests
{
    // Few prices, so that orders share them, and many, so that the array grows.
    [TestCase(1, 6)]
    [TestCase(2, 200)]
    public void Best_prices_are_those_of_the_list(int seed, int width)
    {
        var (dice, prices, all) = (new Random(seed), new OwnPrices(), new List<(long Price, bool IsStanding)>());
        for (var step = 0; step < 2_000; step++)
        {
            if (all.Count == 0 || dice.Next(step < 1_000 ? 3 : 5) < 2)
            {
                var order = (Price: (long)dice.Next(width), IsStanding: dice.Next(2) == 0);
                all.Add(order);
                prices.Add(order.Price, order.IsStanding);
            }
            else
            {
                var place = dice.Next(all.Count);
                prices.Remove(all[place].Price, all[place].IsStanding);
                all.RemoveAt(place);
            }

            var standing = all.Where(order => order.IsStanding).Select(order => order.Price).ToList();
            var every = all.Select(order => order.Price).ToList();
            Assert.That(
                (prices.Lowest(false), prices.Lowest(true), prices.Highest(false), prices.Highest(true)),
                Is.EqualTo((Least(every), Least(standing), Most(every), Most(standing))), $"step {step}");
        }

        static long Least(List<long> of) => of.Count == 0 ? long.MaxValue : of.Min();
        static long Most(List<long> of) => of.Count == 0 ? long.MinValue : of.Max();
    }

    [TestCase(1)]
    [TestCase(16)]
    [TestCase(40)]
    public void Prices_that_are_put_back_are_those_that_were_written(int count)
    {
        var (prices, restored, writer) = (new OwnPrices(), new OwnPrices(), new StateWriter());
        for (var price = 1; price <= count; price++)
        {
            prices.Add(price, isStanding: price % 2 == 0);
        }

        prices.VisitState(writer);
        restored.VisitState(new StateReader([.. writer.Words]));

        Assert.That(writer.Words, Has.Count.EqualTo(1 + (3 * count)));
        for (var price = 1; price <= count; price++)
        {
            Assert.That(restored.Lowest(false), Is.EqualTo(price));
            Assert.That(restored.Lowest(true), Is.EqualTo(prices.Lowest(true)));
            prices.Remove(price, price % 2 == 0);
            restored.Remove(price, price % 2 == 0);
        }
    }

    [Test]
    public void As_many_prices_as_there_are_orders_are_kept_apart()
    {
        // As many as the array has room for after its growth.
        var prices = new OwnPrices();
        for (var price = 128; price > 0; price--)
        {
            prices.Add(price, isStanding: true);
        }

        for (var price = 1; price < 128; price++)
        {
            Assert.That((prices.Lowest(true), prices.Highest(true)), Is.EqualTo(((long)price, 128L)));
            prices.Remove(price, isStanding: true);
        }
    }
}
