using Engine.Model.Numbers;

namespace Tests.Model.Numbers;

/// <summary>
/// Accuracy is measured against fixed point with 320 places; the golden bits make another platform prove itself.
/// </summary>
[TestFixture]
internal sealed class DeterministicMathTests
{
    // The documented bounds.
    private const double ExpBound = 2.5e-16;
    private const double LogBound = 2.5e-16;
    private const double PowSlope = 3e-16;
    private const double PowConstant = 3e-16;

    private const int SampleCount = 20_000;

    [Test]
    public void Exp_stays_within_its_documented_error()
    {
        var random = new SeededRandom(1);
        var worst = (Error: 0.0, At: 0.0);
        for (var i = 0; i < SampleCount; i++)
        {
            // Every second sample is near zero, where indicators live; the rest covers all normal results.
            var x = i % 2 == 0 ? (random.NextDouble() * 1_417) - 708 : (random.NextDouble() * 4) - 2;
            var error = ExactMath.ExpError(DeterministicMath.Exp(x), ExactMath.FromDouble(x));
            worst = error > worst.Error ? (error, x) : worst;
        }

        TestContext.Out.WriteLine($"worst {worst}");
        Assert.That(worst.Error, Is.LessThan(ExpBound), $"at {worst.At:R}");
    }

    [Test]
    public void Log_stays_within_its_documented_error()
    {
        var random = new SeededRandom(2);
        var worst = (Error: 0.0, At: 0.0);
        for (var i = 0; i < SampleCount; i++)
        {
            var x = (i % 4) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextBelow(0x7FF0000000000000)), // Every exponent.
                1 => 0.5 + random.NextDouble(),
                2 => 1 + ((random.NextDouble() - 0.5) * Math.Pow(2, -(i % 50))),
                _ => random.NextDouble() * 100_000,
            };
            var error = ExactMath.LogError(DeterministicMath.Log(x), x);
            worst = error > worst.Error ? (error, x) : worst;
        }

        TestContext.Out.WriteLine($"worst {worst}");
        Assert.That(worst.Error, Is.LessThan(LogBound), $"at {worst.At:R}");
    }

    [Test]
    public void Pow_stays_within_its_documented_error()
    {
        var random = new SeededRandom(3);
        var worst = (Ratio: 0.0, X: 0.0, Y: 0.0);
        for (var i = 0; i < SampleCount; i++)
        {
            var x = i % 2 == 0 ? Math.Pow(10, (random.NextDouble() * 20) - 10) : 0.5 + random.NextDouble();
            var range = Math.Min(1e6, 700 / Math.Abs(Math.Log(x)));
            var y = (random.NextDouble() - 0.5) * 2 * (i % 3 == 0 ? Math.Min(range, 3) : range);
            var exponent = ExactMath.FromDouble(y) * ExactMath.Log(x) >> ExactMath.Places;
            var error = ExactMath.ExpError(DeterministicMath.Pow(x, y), exponent);
            var ratio = error / ((Math.Abs(y * Math.Log(x)) * PowSlope) + PowConstant);
            worst = ratio > worst.Ratio ? (ratio, x, y) : worst;
        }

        TestContext.Out.WriteLine($"worst {worst}");
        Assert.That(worst.Ratio, Is.LessThan(1), $"{worst.X:R} to the power of {worst.Y:R}");
    }

    [Test]
    public void Exp_is_within_an_ulp_of_the_least_subnormal_where_results_are_subnormal()
    {
        var random = new SeededRandom(4);
        for (var i = 0; i < 2_000; i++)
        {
            var x = -708.3 - (random.NextDouble() * 38);

            var distance = Math.Abs(DeterministicMath.Exp(x) - Math.Exp(x)) / double.Epsilon;

            // The relative error of the greatest subnormals comes on top: 3·10⁻¹⁶ of 2^52 steps is 1.4.
            Assert.That(distance, Is.LessThanOrEqualTo(2), $"at {x:R}");
        }
    }

    [Test]
    public void Exp_and_Log_are_within_two_ulps_of_the_platform()
    {
        var random = new SeededRandom(5);
        for (var i = 0; i < 20_000; i++)
        {
            var x = (random.NextDouble() * 1_400) - 700;
            var positive = Math.Exp(x);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(DeterministicMath.Exp(x), Is.EqualTo(positive).Within(2).Ulps, $"Exp({x:R})");
                Assert.That(
                    DeterministicMath.Log(positive),
                    Is.EqualTo(Math.Log(positive)).Within(2).Ulps,
                    $"Log({positive:R})");
            }
        }
    }

    [Test]
    public void Exp_never_falls_across_its_reduction_boundaries()
    {
        // Where k changes, the two reductions meet: neighbours must still be in order, within the error.
        for (var k = -1_000; k < 1_000; k++)
        {
            var boundary = (k + 0.5) * Math.Log(2);
            var below = DeterministicMath.Exp(Math.BitDecrement(boundary));
            var above = DeterministicMath.Exp(Math.BitIncrement(boundary));

            Assert.That(below, Is.LessThanOrEqualTo(above * (1 + (2 * ExpBound))), $"k = {k}");
        }
    }

    [TestCase(0.0, 1.0)]
    [TestCase(-0.0, 1.0)]
    [TestCase(1e-300, 1.0)]
    [TestCase(double.Epsilon, 1.0)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity, 0.0)]
    [TestCase(double.NaN, double.NaN)]
    [TestCase(double.MaxValue, double.PositiveInfinity)]
    [TestCase(double.MinValue, 0.0)]
    [TestCase(709.7827128933841, double.PositiveInfinity)]
    [TestCase(-745.1, double.Epsilon)]
    [TestCase(-745.14, 0.0)]
    [TestCase(-745.3, 0.0)]
    public void Exp_of_special_values(double x, double expected) =>
        Assert.That(DeterministicMath.Exp(x), Is.EqualTo(expected));

    [TestCase(1.0, 0.0)]
    [TestCase(0.0, double.NegativeInfinity)]
    [TestCase(-0.0, double.NegativeInfinity)]
    [TestCase(-1.0, double.NaN)]
    [TestCase(-double.Epsilon, double.NaN)]
    [TestCase(double.NegativeInfinity, double.NaN)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(double.NaN, double.NaN)]
    public void Log_of_special_values(double x, double expected) =>
        Assert.That(DeterministicMath.Log(x), Is.EqualTo(expected));

    [TestCase(2.0, 0.0, 1.0)]
    [TestCase(0.0, 0.0, 1.0)]
    [TestCase(double.NaN, 0.0, 1.0)]
    [TestCase(double.PositiveInfinity, 0.0, 1.0)]
    [TestCase(1.0, double.NaN, 1.0)]
    [TestCase(1.0, double.PositiveInfinity, 1.0)]
    [TestCase(1.0, double.NegativeInfinity, 1.0)]
    [TestCase(1.0, 1e300, 1.0)]
    [TestCase(0.0, double.NaN, double.NaN)]
    [TestCase(double.NaN, 1.0, double.NaN)]
    [TestCase(2.0, double.NaN, double.NaN)]
    [TestCase(0.0, 2.0, 0.0)]
    [TestCase(0.0, -2.0, double.PositiveInfinity)]
    [TestCase(0.5, double.PositiveInfinity, 0.0)]
    [TestCase(0.5, double.NegativeInfinity, double.PositiveInfinity)]
    [TestCase(2.0, double.PositiveInfinity, double.PositiveInfinity)]
    [TestCase(2.0, double.NegativeInfinity, 0.0)]
    [TestCase(double.PositiveInfinity, 0.5, double.PositiveInfinity)]
    [TestCase(double.PositiveInfinity, -0.5, 0.0)]
    [TestCase(10.0, 400.0, double.PositiveInfinity)]
    [TestCase(10.0, -400.0, 0.0)]
    public void Pow_of_special_values_is_that_of_the_platform(double x, double y, double expected)
    {
        Assert.That(DeterministicMath.Pow(x, y), Is.EqualTo(expected));
        Assert.That(Math.Pow(x, y), Is.EqualTo(expected));
    }

    [TestCase(-2.0, 2.0)]
    [TestCase(-2.0, 0.5)]
    [TestCase(double.NegativeInfinity, 1.0)]
    public void Pow_of_a_negative_base_is_not_a_number(double x, double y) =>
        Assert.That(DeterministicMath.Pow(x, y), Is.NaN);

    // Worked out by another implementation in another language, with the same four operations.
    [TestCase(1.0, 0x4005BF0A8B14576A)]
    [TestCase(-1.0, 0x3FD78B56362CEF38)]
    [TestCase(0.5, 0x3FFA61298E1E069C)]
    [TestCase(1e-10, 0x3FF000000006DF38)]
    [TestCase(0.34657359, 0x3FF6A09E66640654)]
    [TestCase(10.0, 0x40D5829DCF950560)]
    [TestCase(-20.25, 0x3E1B93DE1E27CA3B)]
    [TestCase(300.7, 0x5B0C3714F17AE742)]
    [TestCase(709.782712893384, 0x7FEFFFFFFFFFFF2A)]
    [TestCase(-708.5, 0x000E6CF6D08897AC)]
    [TestCase(-740.0, 0x0000000000000055)]
    [TestCase(3.141592653589793, 0x403724046EB09339)]
    public void Exp_gives_the_golden_bits(double x, long bits) => AssertBits(DeterministicMath.Exp(x), bits);

    [TestCase(2.0, 0x3FE62E42FEFA39EF)]
    [TestCase(0.5, unchecked((long)0xBFE62E42FEFA39EF))]
    [TestCase(10.0, 0x40026BB1BBB55516)]
    [TestCase(0.1, unchecked((long)0xC0026BB1BBB55515))]
    [TestCase(1.0000000000000002, 0x3CAFFFFFFFFFFFFF)]
    [TestCase(0.9999999999999999, unchecked((long)0xBCA0000000000000))]
    [TestCase(1.4142135623730951, 0x3FD62E42FEFA39F0)]
    [TestCase(0.7071067811865476, unchecked((long)0xBFD62E42FEFA39EE))]
    [TestCase(5e-324, unchecked((long)0xC0874385446D71C3))]
    [TestCase(double.MaxValue, 0x40862E42FEFA39EF)]
    [TestCase(65000.25, 0x40262A0F17A03A08)]
    [TestCase(2.2250738585072014e-308, unchecked((long)0xC086232BDD7ABCD2))]
    public void Log_gives_the_golden_bits(double x, long bits) => AssertBits(DeterministicMath.Log(x), bits);

    [TestCase(2.0, 0.5, 0x3FF6A09E667F3BCC)]
    [TestCase(2.0, 10.0, 0x4090000000000000)]
    [TestCase(10.0, -3.0, 0x3F50624DD2F1A9F9)]
    [TestCase(0.97, 252.0, 0x3F3E67E4F2330371)]
    [TestCase(1.0001, 65000.0, 0x4084C7677298823C)]
    [TestCase(1e300, -1.05, 0x000000000C1069CD)]
    [TestCase(3.0, 0.3333333333333333, 0x3FF7137449123EF6)]
    public void Pow_gives_the_golden_bits(double x, double y, long bits) =>
        AssertBits(DeterministicMath.Pow(x, y), bits);

    private static void AssertBits(double actual, long bits) =>
        Assert.That(
            BitConverter.DoubleToInt64Bits(actual).ToString("X16"), Is.EqualTo(bits.ToString("X16")), $"{actual:R}");
}
