namespace Tests.Core.Orders.Groups;

/// <summary>Whatever is filled, asked for and answered, and in whatever order.</summary>
internal sealed class PairPropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void After_quiet_neither_stands_for_what_the_other_has_filled(int seed)
    {
        var walk = new PairWalk(seed);
        walk.Run(steps: 30);

        walk.Settle();

        Assert.That(walk.Wrong, Is.Empty, $"seed {seed}");
    }

    [Test]
    public void Two_thousand_walks_find_nothing_wrong()
    {
        var wrong = new List<string>();
        for (var seed = 1; seed <= 2_000; seed++)
        {
            var walk = new PairWalk(seed);
            walk.Run(steps: 5 + (seed % 40));
            walk.Settle();
            wrong.AddRange(walk.Wrong.Take(1).Select(what => $"seed {seed}: {what}"));
        }

        Assert.That(wrong, Is.Empty);
    }
}
