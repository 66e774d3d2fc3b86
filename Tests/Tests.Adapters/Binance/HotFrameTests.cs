using System.Runtime.InteropServices;
using System.Text;
using Adapters.Binance.Parsing;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using static Tests.Adapters.Binance.BinanceTestData;

namespace Tests.Adapters.Binance;

/// <summary>The hot readers say exactly what the careful parser says, or nothing.</summary>
public sealed class HotFrameTests
{
    private const int ScratchSlots = 2_048;

    private static readonly BinanceFrameParser Spot = Parser(VenueId.BinanceSpot);
    private static readonly BinanceFrameParser UsdM = Parser(VenueId.BinanceUsdM);

    private static IEnumerable<TestCaseData> HotForms()
    {
        yield return new TestCaseData(VenueId.BinanceSpot, SpotDepth);
        yield return new TestCaseData(VenueId.BinanceSpot, SpotTicker);
        yield return new TestCaseData(VenueId.BinanceSpot, SpotTrade);
        yield return new TestCaseData(VenueId.BinanceUsdM, UsdMDepth);
        yield return new TestCaseData(VenueId.BinanceUsdM, UsdMTicker);
        yield return new TestCaseData(VenueId.BinanceUsdM, UsdMTrade);
        yield return new TestCaseData(VenueId.BinanceUsdM, AggregateTrade);
    }

    [TestCaseSource(nameof(HotForms))]
    public void TryRead_of_what_the_venue_writes_answers_as_the_careful_parser(VenueId venue, string frame)
    {
        var parser = venue == VenueId.BinanceSpot ? Spot : UsdM;
        var data = frame.StartsWith("{\"stream\"", StringComparison.Ordinal)
            ? frame[(frame.IndexOf("\"data\":", StringComparison.Ordinal) + 7)..^1]
            : frame;
        foreach (var form in new[] { data, "{\"stream\":\"btcusdt@x\",\"data\":" + data + "}" })
        {
            Assert.That(Compare(parser, Encoding.UTF8.GetBytes(form)), Is.True, form);
        }
    }

    [TestCaseSource(nameof(HotForms))]
    public void TryRead_of_a_frame_cut_anywhere_declines(VenueId venue, string frame)
    {
        var symbols = (venue == VenueId.BinanceSpot ? Spot : UsdM).Symbols;
        var bytes = Encoding.UTF8.GetBytes(frame);
        for (var length = 0; length < bytes.Length; length++)
        {
            // A copy of its own: what lies behind it is not the rest of the frame.
            var cut = bytes[..length];

            Assert.That(HotFrames.TryRead(cut, symbols, new Event[ScratchSlots], out _), Is.False, $"{length} bytes");
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 3_000)]
    public bool TryRead_of_a_made_frame_agrees_or_declines(int seed)
    {
        var frame = new FrameMaker(new Random(seed)).Make();

        Compare(Spot, frame);
        Compare(UsdM, frame);
        return true;
    }

    [FsCheck.NUnit.Property(MaxTest = 3_000)]
    public bool TryRead_of_a_changed_frame_agrees_or_declines(int seed)
    {
        var maker = new FrameMaker(new Random(seed));
        var frame = maker.Mutate(maker.Make());

        Compare(Spot, frame);
        Compare(UsdM, frame);
        return true;
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool TryRead_of_any_bytes_declines(byte[] bytes) =>
        !HotFrames.TryRead(bytes, Spot.Symbols, new Event[4], out _);

    [Test]
    public void TryRead_takes_most_of_the_made_frames()
    {
        var maker = new FrameMaker(new Random(5));
        var taken = Enumerable.Range(0, 1_000).Count(_ => Compare(Spot, maker.Make()));

        Assert.That(taken, Is.InRange(200, 900), "both roads are compared");
    }

    [TestCase(VenueId.BinanceUsdM, UsdMDepth, 2)]
    [TestCase(VenueId.BinanceUsdM, UsdMTicker, 0)]
    public void TryRead_with_too_little_scratch_declines(VenueId venue, string frame, int slots)
    {
        var parser = venue == VenueId.BinanceSpot ? Spot : UsdM;

        Assert.That(
            HotFrames.TryRead(Encoding.UTF8.GetBytes(frame), parser.Symbols, new Event[slots], out _), Is.False);
    }

    [Test]
    public void TryRead_allocates_nothing()
    {
        var frames = HotForms().Select(data => (
            Symbols: (VenueId)data.Arguments[0]! == VenueId.BinanceSpot ? Spot.Symbols : UsdM.Symbols,
            Text: Encoding.UTF8.GetBytes((string)data.Arguments[1]!))).ToArray();
        var scratch = new Event[ScratchSlots];
        Read(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var taken = Read(1_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(taken, Is.EqualTo(1_000 * frames.Length));

        int Read(int rounds)
        {
            var count = 0;
            for (var round = 0; round < rounds; round++)
            {
                foreach (var (symbols, text) in frames)
                {
                    count += HotFrames.TryRead(text, symbols, scratch, out _) ? 1 : 0;
                }
            }

            return count;
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public bool TryReadQuoted_of_a_grid_agrees_with_the_exact_text_reader(
        long whole, uint fraction, byte zeros, byte scale, byte mantissa, byte behind)
    {
        var step = new DecimalStep((mantissa % 9) + 1, scale % 14);
        var number = $"{Math.Abs(whole % 1_000_000_000)}.{fraction % 100_000}{new string('0', zeros % 12)}";

        return AgreesOnQuoted(step, number, new string('x', behind % 12));
    }

    [Test]
    public void TryReadQuoted_of_a_grid_agrees_with_the_exact_text_reader_at_the_edges(
        [Values(
            "0", "7", "1234567", "12345678", "123456789", "1234567.12345678", "1.123456789", "0.10", "0.15", "5.",
            "0.00000000", "99.99999999", ".5", "", "1x", "1.2.3", "1.2x", "-1", "1:", "1/", "\u00ff1")] string number,
        [Values(0, 1, 8, 11, 12)] int scale,
        [Values(1, 5)] int mantissa,
        [Values("", "x", "xxxxxxxxxxx")] string behind)
    {
        Assert.That(AgreesOnQuoted(new DecimalStep(mantissa, scale), number, behind), Is.True);
    }

    [FsCheck.NUnit.Property(MaxTest = 5_000)]
    public bool TryReadCounted_agrees_with_the_exact_text_reader_or_declines(
        uint whole, uint fraction, byte places, byte scale, byte mantissa)
    {
        var step = new DecimalStep((mantissa % 9) + 1, scale % 14);
        var before = $"{whole % 100_000_000}";
        var behind = $"{fraction % 1_000:D3}00000"[..(places % 9)];
        var number = Encoding.UTF8.GetBytes(behind.Length == 0 ? before : $"{before}.{behind}");
        var status = DecimalText.TryParseSteps(number, step, out var expected);

        var isRead = new DecimalGrid(step).TryReadCounted(
            [.. number, .. "\",\"9999999"u8], before.Length, behind.Length, out var steps);

        return isRead
            ? status == NumberStatus.Ok && steps == expected
            : status != NumberStatus.Ok || before.Length > 7 || before.Length + behind.Length > 8 || step.Scale > 11;
    }

    [TestCase("7", 7, 1)]
    [TestCase("12345678", 12_345_678, 8)]
    [TestCase("123456789", 123_456_789, 9)]
    [TestCase("1723161256322017", 1_723_161_256_322_017, 16)]
    [TestCase("17231612563220178", 1_723_161_256_322_017, 16)]
    [TestCase("0012,5", 12, 4)]
    public void TryReadInteger_takes_at_most_sixteen_digits(string text, long expected, int expectedEnd)
    {
        foreach (var behind in new[] { "", "}", ",\"E\":1723161256313}}" })
        {
            var position = 0;
            var isRead = EightDigits.TryReadInteger(Encoding.UTF8.GetBytes(text + behind), ref position, out var value);

            Assert.That((isRead, value, position), Is.EqualTo((true, expected, expectedEnd)));
        }
    }

    [TestCase("")]
    [TestCase("-1")]
    [TestCase("x1")]
    [TestCase("\u0080\u00801")]
    public void TryReadInteger_without_a_digit_declines(string text)
    {
        var position = 0;

        Assert.That(EightDigits.TryReadInteger(Encoding.Latin1.GetBytes(text), ref position, out _), Is.False);
    }

    /// <summary>Whether the hot readers answered; fails where their answer is another.</summary>
    internal static bool Compare(BinanceFrameParser parser, byte[] frame)
    {
        var hotSlots = new Event[ScratchSlots];
        if (!HotFrames.TryRead(frame, parser.Symbols, hotSlots, out var hot))
        {
            return false;
        }

        var slots = new Event[ScratchSlots];
        var status = parser.ParseCarefully(frame, slots, out var careful);
        var text = Encoding.UTF8.GetString(frame);
        Assert.That(status, Is.EqualTo(ParseStatus.Ok), text);
        Assert.That(hot, Is.EqualTo(careful), text);
        var hotBytes = MemoryMarshal.AsBytes(hotSlots.AsSpan(0, hot.Count));
        var bytes = MemoryMarshal.AsBytes(slots.AsSpan(0, careful.Count));
        Assert.That(hotBytes.SequenceEqual(bytes), Is.True, text);
        return true;
    }

    private static bool AgreesOnQuoted(DecimalStep step, string number, string behind)
    {
        var text = Encoding.Latin1.GetBytes("\"" + number + "\"" + behind);
        var exact = DecimalText.TryParseSteps(text.AsSpan(1, number.Length), step, out var expected);
        var isRead = new DecimalGrid(step).TryReadQuoted(text, 1, out var end, out var steps);

        // The quick road may decline, and must not be wrong.
        return !isRead || (exact == NumberStatus.Ok && steps == expected && end == number.Length + 1);
    }
}
