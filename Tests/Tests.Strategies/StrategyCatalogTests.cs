using Engine.Model.Events.Payloads;
using Engine.Strategies;

namespace Tests.Strategies;

/// <summary>What users are shown of strategies is true of each of them.</summary>
internal sealed class StrategyCatalogTests
{
    private static IEnumerable<string> Names => StrategyCatalog.BuiltIn.Names;

    [TestCaseSource(nameof(Names))]
    public void Every_default_lies_in_its_range_and_every_name_fits_into_an_event(string name)
    {
        var descriptor = StrategyCatalog.BuiltIn.Find(name)!;

        Assert.Multiple(() =>
        {
            Assert.That(descriptor.Parameters.All(row => row.IsInRange(row.Default)), Is.True);
            Assert.That(descriptor.Parameters.All(row => row.Name.Length <= Text24.SizeBytes), Is.True);
            Assert.That(descriptor.Parameters.Select(row => row.Name), Is.Unique);
            Assert.That(descriptor.Parameters.All(row => row.Help.EndsWith('.')), Is.True);
        });
    }

    [Test]
    public void Names_are_those_of_the_command_line() => Assert.That(
        Names.ToArray(),
        Is.EqualTo(new[]
        {
            "market-maker",
            "momentum",
            "avellaneda-stoikov",
            "order-flow",
            "cvd",
            "liquidation-hunter",
            "liquidation-cluster",
            "volatility-breakout",
            "mean-reversion",
            "pairs",
            "spike-fader",
            "condition",
            "ensemble",
        }));

    [Test]
    public void Mean_reversion_ships_disabled_and_says_why()
    {
        var disabled = StrategyCatalog.BuiltIn.All.Where(descriptor => descriptor.ShipsDisabled).ToArray();

        Assert.That(disabled.Select(descriptor => descriptor.Name), Is.EqualTo(new[] { "mean-reversion" }));
        Assert.That(disabled[0].DisabledReason, Does.EndWith("."));
    }
}
