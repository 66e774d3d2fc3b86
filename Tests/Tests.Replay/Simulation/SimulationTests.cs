using Engine.Core.Orders;
using Engine.Model.Commands;
using Replay.Simulation;

namespace Tests.Replay.Simulation;

/// <summary>The seeds that every build runs.</summary>
public sealed class SimulationTests
{
    private const int Jobs = 2;

    private static readonly SimulationOptions Short = new() { Events = 2_000 };

    // In the smallest worlds crashes fall into the first start, and balances are told before the first order.
    [TestCase(2_000, 200)]
    [TestCase(SimulationOptions.EventsMin, 300)]
    public void A_few_hundred_seeds_hold_every_invariant(int events, int seeds)
    {
        var options = new SimulationOptions { Events = events };

        var result = SimulationSeeds.Run(1, seeds, Jobs, options, null, CancellationToken.None);

        TestContext.Out.WriteLine(
            $"{result.Events} events, {result.Orders} orders, {result.Fills} fills, {result.Crashes} crashes, "
            + $"{result.Troubles} troubles, {result.EventsPerSecond:F0} events/s");
        Assert.That(
            result.Failures.Select(failure => $"{failure.Seed}@{failure.Step} {failure.Invariant}: {failure.Message}"),
            Is.Empty);
    }

    [Test]
    public void The_same_seeds_give_the_same_digests_whatever_the_jobs()
    {
        var alone = SimulationSeeds.Run(1, 12, 1, Short, null, CancellationToken.None);
        var together = SimulationSeeds.Run(1, 12, 3, Short, null, CancellationToken.None);

        Assert.That(together.Digest, Is.EqualTo(alone.Digest));
    }

    [Test]
    public void Seeds_together_meet_orders_fills_crashes_and_trouble()
    {
        var result = SimulationSeeds.Run(1, 20, Jobs, Short, null, CancellationToken.None);

        long[] met = [result.Orders, result.Fills, result.Crashes, result.Troubles];
        Assert.That(met, Has.All.GreaterThan(0));
    }

    [Test]
    public void Seeds_together_meet_every_state_of_protection_and_both_legs()
    {
        var watch = new ProtectionWatch();
        for (var seed = 1; seed <= 100; seed++)
        {
            SimulationRun.Run(seed, Short, listener: watch);
        }

        TestContext.Out.WriteLine($"{watch.Releases} releases, fills of a short leg: {watch.ShortLegFills}");
        foreach (var counts in new[] { Text(watch.Entered), Text(watch.Alerts), Text(watch.Roles) })
        {
            TestContext.Out.WriteLine(counts);
        }

        Assert.Multiple(() =>
        {
            Assert.That(
                Enum.GetValues<ProtectionState>().Where(state => state is not (ProtectionState.None
                    or ProtectionState.Waiting) && !watch.Entered.ContainsKey(state)),
                Is.Empty);
            Assert.That(
                Enum.GetValues<GroupRole>().Where(role => role != GroupRole.None && !watch.Roles.ContainsKey(role)),
                Is.Empty);
            Assert.That(watch.Releases, Is.Positive);
            Assert.That(watch.ShortLegFills.Opening, Is.Positive);
            Assert.That(watch.ShortLegFills.Closing, Is.Positive);
        });
    }

    [Test]
    public void Seeds_together_meet_orders_of_every_strategy()
    {
        var watch = new OrderWatch();
        for (var seed = 1; seed <= 60; seed++)
        {
            SimulationRun.Run(seed, Short, listener: watch);
        }

        TestContext.Out.WriteLine(string.Join(", ", watch.Orders.Select(type => $"{type.Key} {type.Value}")));
        Assert.That(SimulationCatalog.All.All.Select(type => type.Name).Except(watch.Orders.Keys), Is.Empty);
    }

    private static string Text<TKey>(Dictionary<TKey, int> counts)
        where TKey : struct, Enum =>
        string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
}
