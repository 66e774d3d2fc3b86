namespace Tests.Host.Commands;

internal sealed class SimulateCommandTests
{
    private static readonly string[] Small = ["simulate", "--seed", "1", "--events", "500"];

    [Test]
    public void Simulate_counts_one_seed_as_one()
    {
        var run = EngineRun.Ok(Small);

        Assert.That(run.Out, Does.Contain("1 seed, 0 failed"));
    }

    [Test]
    public void Step_shows_the_events_around_it()
    {
        var run = EngineRun.Ok([.. Small, "--step", "0"]);

        Assert.That(run.Out, Does.StartWith("> 0 ").And.Contain("seed 1 holds every invariant"));
    }

    [TestCase("-5", "0 or more")]
    [TestCase("99999999", "has the steps 0 to ")]
    public void Step_that_is_none_is_refused_with_the_range(string step, string said)
    {
        var run = EngineRun.Of([.. Small, "--step", step]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain($"--step {step}").And.Contain(said));
    }

    [Test]
    public void Step_with_json_is_refused()
    {
        var run = EngineRun.Of([.. Small, "--step", "3", "--json"]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Out, Is.Empty);
    }
}
