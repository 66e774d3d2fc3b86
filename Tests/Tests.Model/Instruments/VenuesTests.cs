using Engine.Model.Instruments;

namespace Tests.Model.Instruments;

[TestFixture]
internal sealed class VenuesTests
{
    // The names of the command line.
    [TestCase(VenueId.BinanceSpot, "binance-spot")]
    [TestCase(VenueId.BinanceUsdM, "binance-usdm")]
    [TestCase(VenueId.BybitSpot, "bybit-spot")]
    [TestCase(VenueId.BybitLinear, "bybit-linear")]
    [TestCase(VenueId.OkxSpot, "okx-spot")]
    [TestCase(VenueId.OkxSwap, "okx-swap")]
    [TestCase(VenueId.KrakenSpot, "kraken-spot")]
    [TestCase(VenueId.KrakenFutures, "kraken-futures")]
    [TestCase(VenueId.Simulated, "simulated")]
    public void Name_is_that_of_the_command_line_and_TryParse_finds_it(VenueId venue, string name)
    {
        var found = Venues.TryParse(name, out var parsed);

        Assert.That((venue.Name(), found, parsed), Is.EqualTo((name, true, venue)));
    }

    [Test]
    public void Name_is_unlike_every_other([Values] VenueId venue) =>
        Assert.That(Enum.GetValues<VenueId>().Count(other => other.Name() == venue.Name()), Is.EqualTo(1));

    [TestCase("none")]
    [TestCase("")]
    [TestCase("Binance-Spot")]
    [TestCase("binance")]
    [TestCase(" simulated")]
    public void TryParse_refuses_what_is_no_venue(string name) =>
        Assert.That((Venues.TryParse(name, out var venue), venue), Is.EqualTo((false, VenueId.None)));

    [Test]
    public void Name_of_an_unknown_number_is_none() => Assert.That(((VenueId)60_000).Name(), Is.EqualTo("none"));
}
