using System.Text;
using Engine.Model.Numbers;
using FsCheck;

namespace Tests.Model.Numbers;

[TestFixture]
internal sealed class DecimalTextPropertyTests
{
    private const string Alphabet = "0123456789.-";

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void Format_then_parse_gives_the_same_steps(
        DoNotSize<long> steps, DoNotSize<long> mantissa, byte shift, byte scale)
    {
        var count = Draw.Long(steps, shift);
        var step = Draw.Step(mantissa, scale);

        var text = DecimalText.Format(count, step);

        // What has more digits than are read is refused, never misread.
        var status = DecimalText.TryParseSignedSteps(Encoding.ASCII.GetBytes(text), step, out var parsed);
        var expected = DecimalTextTwin.ParseSigned(text, step).Statuses[0];
        Assert.That((status, parsed), Is.EqualTo((expected, expected == NumberStatus.Ok ? count : 0)), text);
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void Format_then_parse_never_fails_for_steps_of_real_grids(DoNotSize<long> steps, byte scale)
    {
        var step = new DecimalStep(5, scale % (DecimalStep.ScaleMax + 1));

        var text = DecimalText.Format(steps.Item, step);

        var status = DecimalText.TryParseSignedSteps(Encoding.ASCII.GetBytes(text), step, out var parsed);
        Assert.That((status, parsed), Is.EqualTo((NumberStatus.Ok, steps.Item)), text);
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void Format_agrees_with_unbounded_integers(
        DoNotSize<long> steps, DoNotSize<long> mantissa, byte shift, byte scale)
    {
        var count = Draw.Long(steps, shift);
        var step = Draw.Step(mantissa, scale);

        Assert.That(DecimalText.Format(count, step), Is.EqualTo(DecimalTextTwin.Format(count, step)));
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void Format_agrees_with_decimal(DoNotSize<long> steps, byte shift, byte scale)
    {
        var places = scale % (DecimalStep.ScaleMax + 1);
        var count = Draw.Long(steps, shift);
        var magnitude = (ulong)Math.Abs((decimal)count);
        var twin = new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), 0, count < 0, (byte)places);

        Assert.That(DecimalText.Format(count, new DecimalStep(1, places)), Is.EqualTo(twin.ToString()));
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public void Parse_of_any_string_of_digits_points_and_minuses_agrees_with_the_twin(
        DoNotSize<long> seed, byte length, DoNotSize<long> mantissa, byte scale)
    {
        var text = Draw.Text(seed.Item, length % 34, Alphabet);
        var step = Draw.Step(mantissa, scale);

        AssertAgrees(text, step);
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public void Parse_of_numbers_agrees_with_the_twin(
        DoNotSize<long> seed, byte whole, byte fraction, byte mantissa, byte scale)
    {
        var text = Draw.Text(seed.Item, whole % 22, "0123456789")
            + "." + Draw.Text(seed.Item + 1, fraction % 20, "00001259");
        var step = new DecimalStep((mantissa % 10) + 1, scale % (DecimalStep.ScaleMax + 1));

        AssertAgrees(text, step);
        AssertAgrees("-" + text, step);
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void Parse_of_any_bytes_answers_malformed_or_agrees_with_the_twin(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);

        var status = DecimalText.TryParseSignedSteps(bytes, new DecimalStep(1, 2), out _);

        Assert.That(DecimalTextTwin.ParseSigned(text, new DecimalStep(1, 2)).Statuses, Does.Contain(status), text);
    }

    [FsCheck.NUnit.Property(MaxTest = 3_000)]
    public void TryParseRounded_agrees_with_decimal(DoNotSize<long> seed, byte whole, byte fraction, byte scale)
    {
        var text = Draw.Text(seed.Item, (whole % 9) + 1, "0123456789")
            + "." + Draw.Text(seed.Item + 1, fraction % 19, "0559");
        var places = scale % 9;

        var status = DecimalText.TryParseRounded(Encoding.ASCII.GetBytes(text), places, out var units);

        var twin = decimal.Round(decimal.Parse(text), places, MidpointRounding.ToEven) * (decimal)Math.Pow(10, places);
        Assert.That((status, (decimal)units), Is.EqualTo((NumberStatus.Ok, twin)), text);
    }

    private static void AssertAgrees(string text, DecimalStep step)
    {
        var status = DecimalText.TryParseSignedSteps(Encoding.ASCII.GetBytes(text), step, out var steps);

        var twin = DecimalTextTwin.ParseSigned(text, step);
        Assert.That(twin.Statuses, Does.Contain(status), $"{text} on {step}");
        Assert.That(steps, Is.EqualTo((long)twin.Steps), $"{text} on {step}");
    }
}
