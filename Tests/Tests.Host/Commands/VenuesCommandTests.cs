namespace Tests.Host.Commands;

/// <summary><c>engine venues</c>: every venue by the name that other commands take.</summary>
internal sealed class VenuesCommandTests
{
    [Test]
    public void Json_has_every_venue_with_its_rules()
    {
        var venues = EngineRun.Ok("venues", "--json").Json;

        var spot = venues.EnumerateArray().Single(venue => venue.GetProperty("name").GetString() == "binance-spot");
        Assert.That(venues.GetArrayLength(), Is.EqualTo(9));
        Assert.That(spot.GetProperty("amendReplaces").GetBoolean(), Is.True);
        Assert.That(spot.GetProperty("selfTradePrevention").GetString(), Is.EqualTo("cancel-oldest"));
    }

    [Test]
    public void Screen_has_a_line_for_each_venue() =>
        Assert.That(
            EngineRun.Ok("venues").Out,
            Does.Contain("kraken-futures").And.Contain("okx-swap").And.Contain("simulated"));
}
