using Engine.Model.Numbers;
using FsCheck;

namespace Tests.Model.Numbers;

[TestFixture]
internal sealed class DecimalStepTests
{
    [TestCase(10, 2, 1, 1)]
    [TestCase(100, 2, 1, 0)]
    [TestCase(1_000, 2, 10, 0)]
    [TestCase(25, 2, 25, 2)]
    [TestCase(1_000_000_000_000_000_000, 18, 1, 0)]
    public void DecimalStep_is_kept_in_lowest_terms(long mantissa, int scale, long lowestMantissa, int lowestScale)
    {
        var step = new DecimalStep(mantissa, scale);

        Assert.That(step, Is.EqualTo(new DecimalStep(lowestMantissa, lowestScale)));
        Assert.That((step.Mantissa, step.Scale), Is.EqualTo((lowestMantissa, lowestScale)));
    }

    [TestCase(0, 0)]
    [TestCase(-1, 2)]
    [TestCase(long.MinValue, 0)]
    [TestCase(1, -1)]
    [TestCase(1, 19)]
    public void DecimalStep_refuses_what_is_no_step(long mantissa, int scale) =>
        Assert.That(() => new DecimalStep(mantissa, scale), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1, 2, "0.01")]
    [TestCase(5, 1, "0.5")]
    [TestCase(1_000, 0, "1000")]
    [TestCase(1, 18, "0.000000000000000001")]
    public void ToString_is_plain_decimal_text(long mantissa, int scale, string text) =>
        Assert.That(new DecimalStep(mantissa, scale).ToString(), Is.EqualTo(text));

    [TestCase(1, 2, 0.01)]
    [TestCase(5, 1, 0.5)]
    [TestCase(123_456, 3, 123.456)]
    [TestCase(1, 18, 1e-18)]
    public void ToDouble_is_the_nearest_double_of_short_steps(long mantissa, int scale, double expected) =>
        Assert.That(new DecimalStep(mantissa, scale).ToDouble(), Is.EqualTo(expected));

    [FsCheck.NUnit.Property(MaxTest = 1_000)]
    public void ToString_then_TryParseStep_gives_the_same_step(DoNotSize<long> mantissa, byte scale)
    {
        var step = Draw.Step(mantissa, scale);

        var status = DecimalText.TryParseStep(System.Text.Encoding.ASCII.GetBytes(step.ToString()), out var parsed);

        Assert.That((status, parsed), Is.EqualTo((NumberStatus.Ok, step)));
    }
}
