using System.Numerics;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using FsCheck;

namespace Tests.Model.Formulas;

[TestFixture]
internal sealed class NotionalTests
{
    private static readonly long[] Extremes =
    [
        long.MinValue, long.MinValue + 1, int.MinValue, -3, -1, 0, 1, 2, 3, int.MaxValue, 3_037_000_499, 3_037_000_500,
        long.MaxValue - 1, long.MaxValue,
    ];

    [TestCase("0.01", "0.00001", "1", 6_500_025, 12_345, 802_428_086_250)] // 65000.25 × 0.12345
    [TestCase("0.1", "0.001", "1", 650_000, -3, -19_500_000_000)] // 65000 × −0.003
    [TestCase("0.1", "0.01", "0.01", 650_000, 100, 65_000_000_000)] // One contract of 0.01 at 65000
    [TestCase("0.00000001", "0.00000001", "1", 150_000_000, 1, 2)] // 1.5 × 10⁻⁸: half to even, up
    [TestCase("0.00000001", "0.00000001", "1", 250_000_000, 1, 2)] // 2.5 × 10⁻⁸: half to even, down
    [TestCase("0.00000001", "0.00000001", "1", 250_000_000, -1, -2)]
    [TestCase("0.00000001", "0.00000001", "1", 49_999_999, 1, 0)]
    public void TryNotional_is_price_times_quantity(
        string tick, string lot, string multiplier, long ticks, long lots, long expected)
    {
        var instrument = Grids.Make(tick, lot, multiplier);

        var fits = instrument.TryNotional(new PriceTicks(ticks), new QtyLots(lots), out var notional);

        Assert.That((fits, notional), Is.EqualTo((true, new Money(expected))));
    }

    [Test]
    public void TryNotional_is_exact_or_refuses_at_every_extreme([Range(0, 10)] int grid)
    {
        var instrument = Grids.All[grid];
        foreach (var price in Extremes)
        {
            foreach (var lots in Extremes)
            {
                AssertNotional(instrument, price, lots);
                AssertFineNotional(instrument, price, lots);
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public void TryNotional_agrees_with_unbounded_integers(
        byte grid, DoNotSize<long> price, byte priceShift, DoNotSize<long> lots, byte lotsShift)
    {
        var instrument = Grids.All[grid % Grids.All.Length];

        AssertNotional(instrument, Draw.Long(price, priceShift), Draw.Long(lots, lotsShift));
        AssertFineNotional(instrument, Draw.Long(price, priceShift), Draw.Long(lots, lotsShift));
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void TryNotional_agrees_with_unbounded_integers_on_any_grid_that_is_taken(
        DoNotSize<long> mantissas,
        byte tickScale,
        byte lotScale,
        byte multiplierScale,
        DoNotSize<long> price,
        DoNotSize<long> lots)
    {
        Instrument instrument;
        try
        {
            instrument = new Instrument(
                Draw.Step(mantissas, tickScale), Draw.Step(mantissas, lotScale), Draw.Step(mantissas, multiplierScale))
            {
                Id = default,
                Venue = default,
                Symbol = string.Empty,
                ContractType = default,
                BaseAsset = default,
                QuoteAsset = default,
                SettleAsset = default,
            };
        }
        catch (ArgumentException)
        {
            return; // Grids too fine or too coarse are refused whole; the others must be exact.
        }

        AssertNotional(instrument, Draw.Long(price, tickScale), Draw.Long(lots, lotScale));
        AssertFineNotional(instrument, Draw.Long(price, tickScale), Draw.Long(lots, lotScale));
    }

    [TestCase("0.0000000001", "0.00000000000000001", "1")]
    [TestCase("1000000000", "1000000000", "1")]
    [TestCase("9223372036854775807", "9223372036854775807", "9223372036854775807")]
    [TestCase("8589934592", "8589934592", "4611686018427387904")] // The product is 2^128, which wraps to zero.
    [TestCase("4611686018427387905", "4294967296", "17179869184")]
    public void Instrument_refuses_a_grid_without_exact_money(string tick, string lot, string multiplier) =>
        Assert.That(
            () => Grids.Make(tick, lot, multiplier), Throws.ArgumentException.With.Message.Contains("exact money"));

    [Test]
    public void Instrument_refuses_a_step_that_was_never_set([Values(0, 1, 2)] int missing)
    {
        var steps = new[] { new DecimalStep(1, 2), new DecimalStep(1, 5), new DecimalStep(1, 0) };
        steps[missing] = default;

        Assert.That(() => Make(steps), Throws.ArgumentException.With.Message.Contains("zero"));

        static Instrument Make(DecimalStep[] steps) => new(steps[0], steps[1], steps[2])
        {
            Id = default,
            Venue = default,
            Symbol = string.Empty,
            ContractType = default,
            BaseAsset = default,
            QuoteAsset = default,
            SettleAsset = default,
        };
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public void AveragePrice_agrees_with_unbounded_integers_or_throws(
        byte grid, DoNotSize<long> cost, byte costShift, DoNotSize<long> lots, byte lotsShift)
    {
        var instrument = Grids.All[grid % Grids.All.Length];
        var money = Draw.Long(cost, costShift);
        var quantity = Draw.Long(lots, lotsShift);
        if (quantity == 0)
        {
            return;
        }

        AssertAveragePrice(instrument, money, quantity);
    }

    [Test]
    public void AveragePrice_is_exact_or_throws_at_every_extreme([Range(0, 10)] int grid)
    {
        var instrument = Grids.All[grid];
        foreach (var cost in Extremes)
        {
            foreach (var lots in Extremes.Where(value => value != 0))
            {
                AssertAveragePrice(instrument, cost, lots);
            }
        }
    }

    [Test]
    public void AveragePrice_of_nothing_throws() => Assert.That(
        () => Grids.All[0].AveragePrice(new Money(1), QtyLots.Zero), Throws.InstanceOf<DivideByZeroException>());

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void AveragePrice_of_one_fill_is_its_price(byte grid, DoNotSize<int> price, DoNotSize<int> lots)
    {
        var instrument = Grids.All[grid % 5]; // Grids on which money is exact and prices fit.
        var ticks = new PriceTicks(Math.Abs((long)price.Item) >> 4);
        var quantity = new QtyLots(lots.Item == 0 ? 1 : lots.Item >> 4 | 1);
        if (!instrument.TryNotional(ticks, quantity, out var cost))
        {
            return;
        }

        var average = instrument.AveragePrice(cost, quantity);

        var exact = Grids.Notional(Grids.Make(instrument.TickSize.ToString(), "1", "1"), ticks.Value, 1);
        Assert.That((BigInteger)average.Value, Is.EqualTo(exact));
    }

    [Test]
    public void TryNotional_allocates_nothing()
    {
        var sum = ValueAll();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            sum += ValueAll();
        }

        Assert.That(
            (GC.GetAllocatedBytesForCurrentThread() - before, sum), Is.EqualTo((0L, 1_001L * 3 * Grids.All.Length)));
    }

    [TestCase(6_500_025, 65_000.25)]
    [TestCase(-1, -0.01)]
    public void ToDouble_of_a_price_is_in_the_quote_asset(long ticks, double expected) =>
        Assert.That(Grids.All[0].ToDouble(new PriceTicks(ticks)), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void ToDouble_of_a_quantity_is_in_base_units() =>
        Assert.That(Grids.Make("0.1", "0.01", "0.01").ToDouble(new QtyLots(250)), Is.EqualTo(0.025).Within(1e-15));

    private static long ValueAll()
    {
        var sum = 0L;
        foreach (var instrument in Grids.All)
        {
            sum += instrument.TryNotional(new PriceTicks(3), new QtyLots(5), out var cost) ? 1 : 0;
            sum += instrument.TryNotional(new FinePrice(3), new QtyLots(5), out _) ? 1 : 0;
            sum += instrument.AveragePrice(cost, new QtyLots(5)).Value >= 0 ? 1 : 0;
        }

        return sum;
    }

    private static void AssertNotional(Instrument instrument, long ticks, long lots)
    {
        var fits = instrument.TryNotional(new PriceTicks(ticks), new QtyLots(lots), out var notional);

        var exact = Grids.Notional(instrument, ticks, lots);
        var expected = Grids.Fits(exact) ? (true, (long)exact) : (false, 0L);
        Assert.That((fits, notional.Value), Is.EqualTo(expected), $"{instrument.Symbol}: {ticks} ticks × {lots} lots");
    }

    private static void AssertFineNotional(Instrument instrument, long price, long lots)
    {
        var fits = instrument.TryNotional(new FinePrice(price), new QtyLots(lots), out var notional);

        var exact = Grids.FineNotional(instrument, price, lots);
        var expected = Grids.Fits(exact) ? (true, (long)exact) : (false, 0L);
        Assert.That((fits, notional.Value), Is.EqualTo(expected), $"{instrument.Symbol}: {price} × 10⁻⁸ × {lots} lots");
    }

    private static void AssertAveragePrice(Instrument instrument, long cost, long lots)
    {
        var exact = Grids.AveragePrice(instrument, cost, lots);
        if (Grids.Fits(exact))
        {
            var average = instrument.AveragePrice(new Money(cost), new QtyLots(lots));
            Assert.That((BigInteger)average.Value, Is.EqualTo(exact), $"{instrument.Symbol}: {cost} for {lots} lots");
        }
        else
        {
            Assert.That(
                () => instrument.AveragePrice(new Money(cost), new QtyLots(lots)),
                Throws.InstanceOf<OverflowException>(),
                $"{instrument.Symbol}: {cost} for {lots} lots");
        }
    }
}
