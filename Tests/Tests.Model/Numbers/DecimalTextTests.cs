using System.Text;
using Engine.Model.Numbers;

namespace Tests.Model.Numbers;

[TestFixture]
internal sealed class DecimalTextTests
{
    private static readonly DecimalStep Cent = new(1, 2);

    [TestCase("", NumberStatus.Malformed)]
    [TestCase(".", NumberStatus.Malformed)]
    [TestCase("-", NumberStatus.Malformed)]
    [TestCase("-.", NumberStatus.Malformed)]
    [TestCase("--1", NumberStatus.Malformed)]
    [TestCase("1-", NumberStatus.Malformed)]
    [TestCase("+1", NumberStatus.Malformed)]
    [TestCase(" 1", NumberStatus.Malformed)]
    [TestCase("1 ", NumberStatus.Malformed)]
    [TestCase("1e5", NumberStatus.Malformed)]
    [TestCase("1E-2", NumberStatus.Malformed)]
    [TestCase("1.2.3", NumberStatus.Malformed)]
    [TestCase("1..2", NumberStatus.Malformed)]
    [TestCase("1,000", NumberStatus.Malformed)]
    [TestCase("1_000", NumberStatus.Malformed)]
    [TestCase("0x10", NumberStatus.Malformed)]
    [TestCase("NaN", NumberStatus.Malformed)]
    [TestCase("Infinity", NumberStatus.Malformed)]
    [TestCase("null", NumberStatus.Malformed)]
    [TestCase("1\0", NumberStatus.Malformed)]
    [TestCase("\u0661", NumberStatus.Malformed)]
    [TestCase("1.-5", NumberStatus.Malformed)]
    [TestCase("99999999999999999999999999999999x", NumberStatus.Malformed)]
    [TestCase("1234567890123456789.x", NumberStatus.Malformed)]
    [TestCase("0.001", NumberStatus.OffGrid)]
    [TestCase("0.015", NumberStatus.OffGrid)]
    [TestCase("-0.001", NumberStatus.OffGrid)]
    [TestCase("92233720368547758.08", NumberStatus.Overflow)]
    [TestCase("-92233720368547758.09", NumberStatus.Overflow)]
    [TestCase("999999999999999999999999999", NumberStatus.Overflow)]
    [TestCase("9999999999999999999999999999", NumberStatus.Overflow)]
    [TestCase("99999999999999999999999999999999999999999999999999", NumberStatus.Overflow)]
    public void TryParseSignedSteps_says_what_is_wrong_and_answers_zero(string text, NumberStatus expected)
    {
        var status = DecimalText.TryParseSignedSteps(Encoding.UTF8.GetBytes(text), Cent, out var steps);

        Assert.That((status, steps), Is.EqualTo((expected, 0L)));
    }

    [TestCase("0", 0)]
    [TestCase("-0.00", 0)]
    [TestCase("000", 0)]
    [TestCase(".0", 0)]
    [TestCase("0.", 0)]
    [TestCase("7", 700)]
    [TestCase("7.", 700)]
    [TestCase(".5", 50)]
    [TestCase("-.5", -50)]
    [TestCase("00123.4500", 12345)]
    [TestCase("1.230000000000000000000000000000000000000000000000000000000000", 123)]
    [TestCase("000000000000000000000000000000000000000000000000000000000001.23", 123)]
    [TestCase("92233720368547758.07", long.MaxValue)]
    [TestCase("-92233720368547758.08", long.MinValue)]
    public void TryParseSignedSteps_reads_plain_numbers(string text, long expected)
    {
        var status = DecimalText.TryParseSignedSteps(Encoding.ASCII.GetBytes(text), Cent, out var steps);

        Assert.That((status, steps), Is.EqualTo((NumberStatus.Ok, expected)));
    }

    [TestCase("100000000000000000000000000")]
    [TestCase("123456789012345678901234567")]
    [TestCase("999999999999999999999999999")]
    [TestCase("340282366920938463463.374607")]
    public void TryParseSignedSteps_refuses_numbers_beyond_128_bits_of_the_finest_steps(string text)
    {
        var finest = new DecimalStep(1, DecimalStep.ScaleMax);

        var status = DecimalText.TryParseSignedSteps(Encoding.ASCII.GetBytes(text), finest, out var steps);

        Assert.That((status, steps), Is.EqualTo((NumberStatus.Overflow, 0L)));
    }

    [TestCase("0.5", 5, 1, 1)]
    [TestCase("65000.5", 5, 1, 130_001)]
    [TestCase("65000.3", 5, 1, null)]
    [TestCase("0.75", 25, 2, 3)]
    [TestCase("3000", 1_000, 0, 3)]
    [TestCase("3001", 1_000, 0, null)]
    [TestCase("0.000000000000000001", 1, 18, 1)]
    public void TryParseSignedSteps_takes_only_whole_steps(string text, long mantissa, int scale, long? expected)
    {
        var status = DecimalText.TryParseSignedSteps(
            Encoding.ASCII.GetBytes(text), new DecimalStep(mantissa, scale), out var steps);

        Assert.That(
            (status, steps),
            Is.EqualTo(expected is { } whole ? (NumberStatus.Ok, whole) : (NumberStatus.OffGrid, 0L)));
    }

    [TestCase("-1", NumberStatus.Negative, 0)]
    [TestCase("-0.001", NumberStatus.Negative, 0)]
    [TestCase("-0.00", NumberStatus.Ok, 0)]
    [TestCase("-", NumberStatus.Malformed, 0)]
    [TestCase("-x", NumberStatus.Malformed, 0)]
    [TestCase("--1", NumberStatus.Malformed, 0)]
    [TestCase("", NumberStatus.Malformed, 0)]
    [TestCase("1.5", NumberStatus.Ok, 150)]
    [TestCase("1.505", NumberStatus.OffGrid, 0)]
    public void TryParseSteps_takes_zero_and_positive_numbers_alone(string text, NumberStatus expected, long value)
    {
        var status = DecimalText.TryParseSteps(Encoding.ASCII.GetBytes(text), Cent, out var steps);

        Assert.That((status, steps), Is.EqualTo((expected, value)));
    }

    [TestCase("0.125", 2, 12)]
    [TestCase("0.135", 2, 14)]
    [TestCase("-0.125", 2, -12)]
    [TestCase("-0.135", 2, -14)]
    [TestCase("0.1250000000000000000000001", 2, 13)]
    [TestCase("0.5", 0, 0)]
    [TestCase("1.5", 0, 2)]
    [TestCase("12", 8, 1_200_000_000)]
    [TestCase("0.000000000000000000000000001", 8, 0)]
    [TestCase("9.223372036854775807", 18, long.MaxValue)]
    [TestCase("9.2233720368547758074", 18, long.MaxValue)]
    public void TryParseRounded_rounds_half_to_even(string text, int scale, long expected)
    {
        var status = DecimalText.TryParseRounded(Encoding.ASCII.GetBytes(text), scale, out var units);

        Assert.That((status, units), Is.EqualTo((NumberStatus.Ok, expected)));
    }

    [TestCase("", 8, NumberStatus.Malformed)]
    [TestCase("1e-5", 8, NumberStatus.Malformed)]
    [TestCase("9.2233720368547758075", 18, NumberStatus.Overflow)]
    [TestCase("999999999999999999999999999", 18, NumberStatus.Overflow)]
    [TestCase("340282366920938463463", 18, NumberStatus.Overflow)]
    [TestCase("0.0000000000000000000000000001", 8, NumberStatus.Overflow)]
    public void TryParseRounded_says_what_is_wrong_and_answers_zero(string text, int scale, NumberStatus expected)
    {
        var status = DecimalText.TryParseRounded(Encoding.ASCII.GetBytes(text), scale, out var units);

        Assert.That((status, units), Is.EqualTo((expected, 0L)));
    }

    [TestCase(-1)]
    [TestCase(19)]
    public void TryParseRounded_refuses_a_scale_outside_its_range(int scale) =>
        Assert.That(
            () => DecimalText.TryParseRounded("1"u8, scale, out _), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("0.01", 1, 2)]
    [TestCase("0.0100", 1, 2)]
    [TestCase("00.50", 5, 1)]
    [TestCase("1000", 1_000, 0)]
    [TestCase("9223372036854775807", long.MaxValue, 0)]
    [TestCase("0.000000000000000001", 1, 18)]
    public void TryParseStep_reads_a_step_in_lowest_terms(string text, long mantissa, int scale)
    {
        var status = DecimalText.TryParseStep(Encoding.ASCII.GetBytes(text), out var step);

        Assert.That((status, step.Mantissa, step.Scale), Is.EqualTo((NumberStatus.Ok, mantissa, scale)));
    }

    [TestCase("0", NumberStatus.Malformed)]
    [TestCase("0.00", NumberStatus.Malformed)]
    [TestCase("", NumberStatus.Malformed)]
    [TestCase("-0.01", NumberStatus.Negative)]
    [TestCase("1e-5", NumberStatus.Malformed)]
    [TestCase("0.0000000000000000001", NumberStatus.Overflow)]
    [TestCase("9223372036854775808", NumberStatus.Overflow)]
    public void TryParseStep_says_what_is_wrong(string text, NumberStatus expected)
    {
        var status = DecimalText.TryParseStep(Encoding.ASCII.GetBytes(text), out var step);

        Assert.That((status, step), Is.EqualTo((expected, default(DecimalStep))));
    }

    [TestCase(0, 1, 0, "0")]
    [TestCase(0, 1, 2, "0.00")]
    [TestCase(5, 1, 2, "0.05")]
    [TestCase(-5, 1, 2, "-0.05")]
    [TestCase(3, 5, 1, "1.5")]
    [TestCase(7, 1_000, 0, "7000")]
    [TestCase(long.MaxValue, 1, 18, "9.223372036854775807")]
    [TestCase(long.MinValue, 1, 0, "-9223372036854775808")]
    [TestCase(long.MinValue, long.MaxValue, 18, "-85070591730234615856.620279821087277056")]
    public void Format_writes_the_places_of_the_step(long steps, long mantissa, int scale, string expected) =>
        Assert.That(DecimalText.Format(steps, new DecimalStep(mantissa, scale)), Is.EqualTo(expected));

    [Test]
    public void TryFormat_refuses_a_destination_that_is_too_small()
    {
        Span<char> destination = stackalloc char[4];

        var done = DecimalText.TryFormat(-5, Cent, destination, out var written);

        Assert.That((done, written), Is.EqualTo((false, 0)));
    }

    [Test]
    public void Parse_allocates_nothing()
    {
        var wrong = ParseAll();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            wrong += ParseAll();
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before, wrong), Is.EqualTo((0L, 0)));
    }

    private static int ParseAll()
    {
        Span<char> text = stackalloc char[64];
        var wrong = DecimalText.TryParseSteps("65000.25"u8, Cent, out var steps) == NumberStatus.Ok ? 0 : 1;
        wrong += DecimalText.TryParseSignedSteps(
            "-123456789012345678.25"u8, Cent, out _) == NumberStatus.Overflow ? 0 : 1;
        wrong += DecimalText.TryParseSteps("1.2.3"u8, Cent, out _) == NumberStatus.Malformed ? 0 : 1;
        wrong += DecimalText.TryParseRounded("0.1234567891234567891234567"u8, 8, out _) == NumberStatus.Ok ? 0 : 1;
        wrong += DecimalText.TryFormat(steps, Cent, text, out _) ? 0 : 1;
        return wrong;
    }
}
