using Adapters.Simulated.Venue;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>How many orders the venue takes within a time.</summary>
public sealed class VenueRateLimitTests
{
    [Test]
    public void Orders_beyond_the_limit_of_a_second_are_rejected_until_the_second_is_over()
    {
        var stand = Open(perSecond: 2, perTenSeconds: 0);

        stand.At(1_000);
        stand.Buy(50, 1);
        stand.At(1_600);
        stand.Buy(50, 1);
        var third = stand.Buy(50, 1);
        stand.At(1_999);
        var fourth = stand.Buy(50, 1);
        stand.At(2_000);
        var fifth = stand.Buy(50, 1);

        Assert.That(stand.Story(third), Is.EqualTo("rejected VenueRateLimited"));
        Assert.That(stand.Story(fourth), Is.EqualTo("rejected VenueRateLimited"));
        Assert.That(stand.Story(fifth), Is.EqualTo("accepted"));
    }

    [Test]
    public void Amends_count_and_cancels_and_queries_do_not()
    {
        var stand = Open(perSecond: 0, perTenSeconds: 2);
        var order = stand.Buy(50, 1);
        stand.Amend(order, 51, 1);

        stand.Amend(order, 52, 1);
        stand.Query(order);
        stand.Cancel(order);

        Assert.That(
            stand.Story(order),
            Is.EqualTo("accepted, amended 51 x 1, amend rejected VenueRateLimited, New 0, canceled"));
    }

    [FsCheck.NUnit.Property(MaxTest = 50)]
    public void Limit_agrees_with_counting_all_that_was_taken(int seed, byte most)
    {
        var random = new SeededRandom(seed);
        var limit = new RateLimit(1 + (most % 7), stretchNs: 100);
        var taken = new List<long>();
        var now = 0L;
        for (var i = 0; i < 300; i++)
        {
            now += random.NextBelow(60);
            var isAllowed = taken.Count(time => now - time < 100) < 1 + (most % 7);
            Assert.That(limit.Allows(new TimestampNs(now)), Is.EqualTo(isAllowed), $"seed {seed}, step {i}");
            if (isAllowed)
            {
                limit.Take(new TimestampNs(now));
                taken.Add(now);
            }
        }
    }

    private static VenueStand Open(int perSecond, int perTenSeconds)
    {
        var stand = new VenueStand(
            VenueStand.NoLatency with { OrdersPerSecond = perSecond, OrdersPerTenSeconds = perTenSeconds });
        stand.Book(bids: [(40, 10)], asks: [(101, 5)]);
        return stand;
    }
}
