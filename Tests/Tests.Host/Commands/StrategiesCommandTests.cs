namespace Tests.Host.Commands;

internal sealed class StrategiesCommandTests
{
    [TestCase("market-maker")]
    [TestCase("momentum")]
    public void Strategies_lists_each_with_its_parameters(string name)
    {
        var strategies = EngineRun.Ok("strategies", "--json").Json.EnumerateArray().ToList();

        var strategy = strategies.Single(element => element.GetProperty("name").GetString() == name);
        var parameter = strategy.GetProperty("parameters")[0];
        Assert.Multiple(() =>
        {
            Assert.That(strategy.GetProperty("summary").GetString(), Is.Not.Empty);
            Assert.That(strategy.GetProperty("needs").GetArrayLength(), Is.Positive);
            Assert.That(parameter.GetProperty("name").GetString(), Is.Not.Empty);
            Assert.That(parameter.GetProperty("range").GetString(), Is.Not.Empty);
            Assert.That(parameter.GetProperty("help").GetString(), Is.Not.Empty);
        });
    }

    [Test]
    public void Strategies_of_one_name_shows_that_one_alone()
    {
        var run = EngineRun.Ok("strategies", "momentum");

        Assert.That(run.Out, Does.Contain("momentum").And.Not.Contain("market-maker\n"));
    }

    [Test]
    public void Strategies_says_what_each_needs_of_the_market()
    {
        var run = EngineRun.Ok("strategies", "liquidation-hunter");

        Assert.That(run.Out, Does.Contain("Needs trades, liquidations."));
    }

    [Test]
    public void Strategies_of_an_unknown_name_names_the_nearest()
    {
        var run = EngineRun.Of("strategies", "momentun");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("did you mean 'momentum'?"));
        });
    }
}
