using System.Text;
using Adapters.Binance.Parsing;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using static Tests.Adapters.Binance.BinanceTestData;

namespace Tests.Adapters.Binance;

public sealed class HostileFrameTests
{
    private static IEnumerable<TestCaseData> Frames() =>
        SpotFrames.Select(frame => new TestCaseData(VenueId.BinanceSpot, frame))
            .Concat(UsdMFrames.Select(frame => new TestCaseData(VenueId.BinanceUsdM, frame)));

    [TestCaseSource(nameof(Frames))]
    public void Parse_frame_cut_at_any_byte_is_malformed(VenueId venue, string frame)
    {
        var parser = Parser(venue);
        var scratch = new Event[1_024];
        var bytes = Encoding.UTF8.GetBytes(frame);

        for (var length = 0; length < bytes.Length; length++)
        {
            var status = parser.Parse(bytes.AsSpan(0, length), scratch, out _);

            Assert.That(status, Is.EqualTo(ParseStatus.Malformed), $"cut to {length} bytes");
        }
    }

    [Test]
    public void ParseSnapshot_cut_at_any_byte_is_malformed()
    {
        var bytes = Encoding.UTF8.GetBytes(Snapshot);
        var scratch = new Event[16];

        for (var length = 0; length < bytes.Length; length++)
        {
            var status = Parser(VenueId.BinanceUsdM).ParseSnapshot(bytes.AsSpan(0, length), 0, scratch, out _);

            Assert.That(status, Is.EqualTo(ParseStatus.Malformed), $"cut to {length} bytes");
        }
    }

    // Whatever a wire or an attacker makes of a frame, the answer is an answer; what is accepted obeys the model.
    [TestCase(1)]
    [TestCase(20_260)]
    public void Parse_frame_with_changed_bytes_never_throws_and_accepts_only_sane_events(int seed)
    {
        var random = new Random(seed);
        var scratch = new Event[64];
        foreach (var venue in new[] { VenueId.BinanceSpot, VenueId.BinanceUsdM })
        {
            var parser = Parser(venue);
            foreach (var frame in (venue == VenueId.BinanceSpot ? SpotFrames : UsdMFrames).Append(Snapshot))
            {
                for (var step = 0; step < 4_000; step++)
                {
                    var bytes = Mutate(Encoding.UTF8.GetBytes(frame), random);

                    var status = parser.Parse(bytes, scratch, out var header);

                    AssertSane(status, in header, scratch, $"seed {seed}, step {step}: {Encoding.UTF8.GetString(bytes)}");
                }
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool Parse_any_bytes_never_throws(byte[] bytes)
    {
        var status = Parser(VenueId.BinanceSpot).Parse(bytes, new Event[8], out var frame);

        return status != ParseStatus.Ok || frame.Count <= 8;
    }

    [Test]
    public void Parse_deep_nesting_is_malformed()
    {
        var frame = "{\"data\":" + new string('[', 100_000) + new string(']', 100_000) + "}";

        Assert.That(Parse(VenueId.BinanceSpot, frame, out _, out _), Is.EqualTo(ParseStatus.Malformed));
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public bool TryRead_of_a_grid_agrees_with_the_exact_text_reader(long whole, uint fraction, byte zeros, byte scale, byte mantissa)
    {
        var step = new DecimalStep((mantissa % 9) + 1, scale % 12);
        var text = $"{whole % 100_000_000_000}.{fraction}{new string('0', zeros % 12)}";
        var bytes = Encoding.UTF8.GetBytes(text);

        var expected = DecimalText.TryParseSteps(bytes, step, out var expectedSteps);
        var status = new DecimalGrid(step).TryRead(bytes, out var steps);

        return status == expected && steps == expectedSteps;
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("5.")]
    [TestCase(".5")]
    [TestCase("1.2.3")]
    [TestCase("1x")]
    [TestCase("000000000000000000000000001")]
    [TestCase("9223372036854775807")]
    [TestCase("9223372036854775808")]
    [TestCase("922337203685477580.7")]
    [TestCase("0.100000000000000000000000000000")]
    [TestCase("0.15")]
    public void TryRead_of_a_grid_agrees_with_the_exact_text_reader_at_the_edges(string text)
    {
        var step = new DecimalStep(1, 1);
        var bytes = Encoding.UTF8.GetBytes(text);

        var expected = DecimalText.TryParseSteps(bytes, step, out var expectedSteps);
        var status = new DecimalGrid(step).TryRead(bytes, out var steps);

        Assert.That((status, steps), Is.EqualTo((expected, expectedSteps)));
    }

    [Test]
    public void Find_of_a_symbol_table_tells_long_and_short_names_apart()
    {
        var names = Enumerable.Range(0, 300).Select(i => $"SYMBOL{i}USDT")
            .Concat(["BTCUSDT", "BTCUSDT_260925", "ABCDEFGHIJKLMNOPQRS", "ABCDEFGHIJKLMNOPQRT", "币安人生USDT"])
            .ToArray();
        var table = new SymbolTable(names);

        Assert.That(names.Select(name => table.Find(Encoding.UTF8.GetBytes(name))), Is.EqualTo(Enumerable.Range(0, names.Length)));
        Assert.That(new[] { "", "BTCUSD", "btcusdt", "ABCDEFGHIJKLMNOPQRU", "BTCUSDT\0" }
            .Select(name => table.Find(Encoding.UTF8.GetBytes(name))), Is.All.EqualTo(-1));
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        ReadOnlySpan<byte> likely = "{}[]\",:0123456789.-eEtfn\\ "u8;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)];
        }

        return bytes;
    }

    private static void AssertSane(ParseStatus status, in BinanceFrame frame, Event[] scratch, string what)
    {
        if (status != ParseStatus.Ok)
        {
            Assert.That(frame.Count, Is.Zero, what);
            return;
        }

        Assert.That(frame.Count, Is.InRange(0, scratch.Length), what);
        foreach (var item in scratch.AsSpan(0, frame.Count))
        {
            var isSane = item.Instrument.Value == 7 && item.VenueTime.Value >= 0 && item.Kind switch
            {
                EventKind.BookLevel => item.BookLevel.Price.Value > 0 && item.BookLevel.Quantity.Value >= 0,
                EventKind.Trade => item.Trade.Price.Value > 0 && item.Trade.Quantity.Value > 0,
                EventKind.Quote => item.Quote.BidQuantity.Value >= 0 && item.Quote.AskQuantity.Value >= 0,
                EventKind.Mark => item.Mark.MarkPrice.Value > 0,
                EventKind.Liquidation => item.Liquidation.Price.Value > 0 && item.Liquidation.Quantity.Value > 0,
                EventKind.Bar => item.Bar.HighOffset >= Math.Max(0, item.Bar.CloseOffset)
                    && item.Bar.LowOffset <= Math.Min(0, item.Bar.CloseOffset),
                _ => false,
            };
            Assert.That(isSane, Is.True, what);
        }
    }
}
