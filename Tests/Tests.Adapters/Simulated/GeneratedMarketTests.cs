using Adapters.Simulated.Generation;
using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Tests.Adapters.Simulated;

/// <summary>Facts of one market of two million events: what the strategies to come need to live on.</summary>
public sealed class GeneratedMarketTests
{
    private static readonly GeneratorSettings Settings =
        new() { InstrumentCount = 8, EventCount = 2_000_000, Seed = 1 };

    private MarketRecord _market = null!;

    [OneTimeSetUp]
    public void Generate() => _market = MarketRecord.Of(Settings);

    [Test]
    public void Books_are_live_and_never_crossed_and_trades_take_what_they_offer() =>
        Assert.That(_market.Fault, Is.Null);

    [Test]
    public void Span_follows_from_the_count()
    {
        var expected = MarketGenerator.ExpectedSpanNs(Settings) / 60e9;

        Assert.That(_market.Minutes(0), Has.Count.EqualTo(expected).Within(5).Percent);
    }

    [TestCase(EventKind.BookLevel, 1_000_000)]
    [TestCase(EventKind.Trade, 150_000)]
    [TestCase(EventKind.Mark, 50_000)]
    [TestCase(EventKind.OpenInterest, 5_000)]
    [TestCase(EventKind.Liquidation, 2_000)]
    [TestCase(EventKind.Funding, 7)]
    public void Every_kind_of_public_event_is_there(EventKind kind, long least) =>
        Assert.That(_market.CountByKind.GetValueOrDefault(kind), Is.AtLeast(least));

    [Test]
    public void Most_instruments_are_perpetuals_and_the_fourth_is_spot()
    {
        Assert.That(_market.Instruments[3].ContractType, Is.EqualTo(ContractType.Spot));
        Assert.That(
            _market.Instruments.Count(i => i.ContractType == ContractType.LinearPerpetual), Is.EqualTo(7));
    }

    [Test]
    public void Every_instrument_trends_both_ways_and_pumps_and_dumps([Range(0, 7)] int instrument)
    {
        Assert.That(_market.GreatestReturn(instrument, 30, 1), Is.GreaterThan(0.02), "up in 30 minutes");
        Assert.That(_market.GreatestReturn(instrument, 30, -1), Is.GreaterThan(0.02), "down in 30 minutes");
        Assert.That(_market.GreatestReturn(instrument, 5, 1), Is.GreaterThan(0.10), "pump");
        Assert.That(_market.GreatestReturn(instrument, 10, -1), Is.GreaterThan(0.05), "dump");
        Assert.That(_market.GreatestReturn(instrument, 1, 1), Is.GreaterThan(0.05), "momentum of a pump");
    }

    [Test]
    public void Volume_surges_in_a_pump()
    {
        var volumes = _market.Minutes(2).Select(minute => minute.TradedLots).Order().ToArray();

        Assert.That(volumes[^1], Is.GreaterThan(4 * volumes[volumes.Length / 2]));
    }

    [Test]
    public void Volatility_clusters()
    {
        // Absolute returns of neighbouring minutes are correlated, returns themselves hardly (Cont, 2001).
        var returns = ReturnsOf(4);

        var clustering = Correlation(returns[..^1].Select(Math.Abs), returns[1..].Select(Math.Abs));

        Assert.That(clustering, Is.GreaterThan(0.2));
    }

    [Test]
    public void Some_minutes_are_quiet()
    {
        var moves = ReturnsOf(6).Select(Math.Abs).Order().ToArray();

        Assert.That(moves[moves.Length / 10], Is.LessThan(0.0003));
    }

    [Test]
    public void Liquidations_come_in_cascades()
    {
        var shares = _market.Minutes(6)
            .Where(minute => minute.TradedLots > 0)
            .Select(minute => minute.LiquidatedLots / (double)minute.TradedLots)
            .ToArray();

        Assert.That(shares.Max(), Is.GreaterThan(0.8), "in the middle of a cascade");
        Assert.That(shares.Average(), Is.LessThan(0.2), "else there are few");
    }

    [Test]
    public void The_first_two_instruments_are_cointegrated()
    {
        var first = _market.Minutes(0).Select(minute => Math.Log(minute.Price)).ToArray();
        var second = _market.Minutes(1).Select(minute => Math.Log(minute.Price)).ToArray();
        var hedge = Covariance(first, second) / Covariance(first, first);
        var spread = first.Zip(second, (x, y) => y - (hedge * x)).ToArray();

        // Half-life of an autoregression of the first order: −ln 2 ÷ ln φ, in minutes.
        var phi = Correlation(spread[..^1], spread[1..]);
        var halfLife = -Math.Log(2) / Math.Log(phi);

        Assert.That(hedge, Is.EqualTo(0.9).Within(0.1));
        Assert.That(phi, Is.InRange(0.2, 0.98));
        Assert.That(halfLife, Is.LessThan(20));
    }

    private double[] ReturnsOf(int instrument)
    {
        var prices = _market.Minutes(instrument).Select(minute => minute.Price).ToArray();
        return prices[1..].Zip(prices, (now, before) => (now / before) - 1).ToArray();
    }

    private static double Correlation(IEnumerable<double> x, IEnumerable<double> y)
    {
        var (left, right) = (x.ToArray(), y.ToArray());
        return Covariance(left, right) / Math.Sqrt(Covariance(left, left) * Covariance(right, right));
    }

    private static double Covariance(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Average();
    }
}
