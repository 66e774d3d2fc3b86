using Engine.Core.Orders;

namespace Tests.Core.Orders.Groups;

/// <summary>Whatever is reported, and in whatever order.</summary>
internal sealed class BracketPropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 400)]
    public void Protection_is_there_or_its_loss_is_told_and_it_is_never_more_than_what_is_held(int seed)
    {
        var walk = new BracketWalk(seed);

        walk.Run(steps: 40);

        Assert.That(walk.Wrong, Is.Empty, $"seed {seed}");
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void After_quiet_nothing_is_open_once_the_position_is_flat(int seed)
    {
        var walk = new BracketWalk(seed);
        walk.Run(steps: 30);

        walk.End();

        Assert.That(walk.Wrong, Is.Empty, $"seed {seed}");
    }

    [Test]
    public void A_thousand_walks_meet_every_state_and_nothing_wrong()
    {
        var met = new HashSet<ProtectionState>();
        var wrong = new List<string>();
        for (var seed = 1_000; seed < 2_000; seed++)
        {
            var walk = new BracketWalk(seed);
            walk.Run(steps: 40);
            walk.End();
            met.UnionWith(walk.States);
            wrong.AddRange(walk.Wrong.Take(1).Select(what => $"seed {seed}: {what}"));
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(
            Enum.GetValues<ProtectionState>().Except(met), Is.EquivalentTo(new[] { ProtectionState.None }));
    }
}
