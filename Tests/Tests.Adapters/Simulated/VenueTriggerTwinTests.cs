using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>The triggers of the venue against a twin that looks through all prices.</summary>
public sealed class VenueTriggerTwinTests
{
    private const int PriceCount = 120;
    private const int OrderCount = 25;

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Trades_trigger_what_the_slow_twin_says(int seed) => Compare(seed, byMark: false);

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public void Marks_trigger_what_the_slow_twin_says(int seed) => Compare(seed, byMark: true);

    private static void Compare(int seed, bool byMark)
    {
        var random = new SeededRandom(seed);
        var stand = new VenueStand();
        List<decimal> prices = [];
        List<(OrderId Id, Command Order, int Arrival)> orders = [];
        Dictionary<long, int> triggered = [];
        var price = 10_000m;
        for (var i = 0; i < PriceCount; i++)
        {
            price += random.NextBelow(41) - 20 + (byMark ? random.NextBelow(4) / 4m : 0);
            price = byMark ? price : decimal.Truncate(price);
            prices.Add(price);
            Tell(stand, price, byMark);
            foreach (var report in stand.Reports.Where(report => report.Kind == EventKind.OrderTriggered))
            {
                triggered.TryAdd(report.OrderTriggered.OrderId.Value, i);
            }

            if (i % (PriceCount / OrderCount) == 0)
            {
                var order = Draw(ref random, (long)price, byMark);
                orders.Add((stand.Place(order), order, i + 1));
            }
        }

        foreach (var (id, order, arrival) in orders)
        {
            var isReachedBefore = order.Type != OrderType.TrailingStop
                && SlowTrigger.IsReached(in order, prices[arrival - 1]);
            var expected = isReachedBefore ? -1 : SlowTrigger.Find(in order, prices, arrival);
            Assert.That(
                triggered.GetValueOrDefault(id.Value, -1),
                Is.EqualTo(expected),
                $"seed {seed}: {order.Type} {order.Side} at {order.Trigger.Value} by {order.ExpiryOrOffset}");
            Assert.That(
                stand.Story(id) == "rejected VenueTriggerAtOnce", Is.EqualTo(isReachedBefore), $"seed {seed}");
        }
    }

    private static void Tell(VenueStand stand, decimal price, bool byMark)
    {
        if (byMark)
        {
            stand.Mark(price);
        }
        else
        {
            stand.BuyTrade((long)price, 1);
        }
    }

    private static Command Draw(ref SeededRandom random, long near, bool byMark)
    {
        var type = (OrderType)((long)OrderType.Stop + random.NextBelow(5));
        var isTrailing = type == OrderType.TrailingStop;
        var trigger = near + random.NextBelow(81) - 40;
        return new Command
        {
            Type = type,
            Flags = (random.NextBelow(2) == 0 ? CommandFlags.Ask : CommandFlags.None)
                | (byMark ? CommandFlags.TriggerOnMark : CommandFlags.None),
            Price = new PriceTicks(type.HasLimit() ? near : 0),
            Quantity = new QtyLots(1),
            Trigger = new PriceTicks(isTrailing && random.NextBelow(2) == 0 ? 0 : trigger),
            ExpiryOrOffset = isTrailing ? 1 + random.NextBelow(60) : 0,
            TimeInForce = TimeInForce.GoodTillCanceled,
        };
    }
}
