using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

internal sealed class ReservationQuoteTests
{
    // The paper's own example: s = 100, T = 1, σ = 2, κ = 1.5. δ by hand: γσ²(T−t) + (2/γ)·ln(1 + γ/κ).
    [TestCase(0.1, 1.0, 0.4 + 1.290770, TestName = "Spread_at_the_beginning_with_gamma_0.1")]
    [TestCase(0.1, 0.25, 0.1 + 1.290770, TestName = "Spread_after_three_quarters_with_gamma_0.1")]
    [TestCase(0.01, 1.0, 0.04 + 1.328909, TestName = "Spread_at_the_beginning_with_gamma_0.01")]
    [TestCase(0.5, 1.0, 2.0 + 1.150728, TestName = "Spread_at_the_beginning_with_gamma_0.5")]
    public void Of_gives_the_spread_of_the_formula(double riskAversion, double timeLeft, double spread)
    {
        var quote = ReservationQuote.Of(100, 0, Model(riskAversion, timeLeft));

        Assert.That(quote.Spread, Is.EqualTo(spread).Within(1e-6));
        Assert.That(quote.Reservation, Is.EqualTo(100));
    }

    // r = s − qγσ²(T−t) = 100 − 3 × 0.1 × 4 × 0.5.
    [TestCase(3, 99.4)]
    [TestCase(-3, 100.6)]
    [TestCase(0, 100.0)]
    public void Of_leans_against_the_inventory(int inventory, double reservation)
    {
        var quote = ReservationQuote.Of(100, inventory, Model(0.1, 0.5));

        Assert.Multiple(() =>
        {
            Assert.That(quote.Reservation, Is.EqualTo(reservation).Within(1e-12));
            Assert.That((quote.Bid + quote.Ask) / 2, Is.EqualTo(reservation).Within(1e-12));
            // 0.2 + 1.290770, from bid to ask.
            Assert.That(quote.Ask - quote.Bid, Is.EqualTo(1.490770).Within(1e-6));
        });
    }

    [FsCheck.NUnit.Property]
    public void Of_does_not_depend_on_the_unit_of_price(ushort inventory, byte scale)
    {
        var unit = 1.0 + scale;
        var model = Model(0.1, 0.5);
        var scaled = model with
        {
            RiskAversion = model.RiskAversion / unit,
            ArrivalDecay = model.ArrivalDecay / unit,
            Volatility = model.Volatility * unit,
        };

        var quote = ReservationQuote.Of(100, inventory, in model);
        var other = ReservationQuote.Of(100 * unit, inventory, in scaled);

        Assert.That(other.Spread / unit, Is.EqualTo(quote.Spread).Within(1e-9));
        Assert.That(other.Reservation / unit, Is.EqualTo(quote.Reservation).Within(1e-6));
    }

    private static QuoteModel Model(double riskAversion, double timeLeft) => new()
    {
        RiskAversion = riskAversion,
        ArrivalDecay = 1.5,
        Volatility = 2,
        HorizonSeconds = timeLeft,
    };
}
