using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import;

/// <summary>What <c>engine import</c> was asked for.</summary>
public sealed record ImportRequest
{
    /// <summary>The greatest fee that is taken for a fraction and not for a percentage or basis points.</summary>
    public const double FeeMax = 0.05;

    /// <summary>The format's name; <see cref="ImportFormats.All" /> lists them.</summary>
    public required string Format { get; init; }

    /// <summary>The files, in the order in which events of one time follow each other.</summary>
    public required IReadOnlyList<ImportInput> Inputs { get; init; }

    /// <summary>The venue; <see cref="VenueId.None" /> lets a recording say it itself.</summary>
    public VenueId Venue { get; init; }

    /// <summary>The symbol of every file that names none of its own.</summary>
    public string? Symbol { get; init; }

    /// <summary>The venue's exchangeInfo, or a file of our own shape (<see cref="Grids.InstrumentFile" />).</summary>
    public string? InstrumentsFile { get; init; }

    /// <summary>The tick size of every instrument; goes with <see cref="Lot" />.</summary>
    public DecimalStep? Tick { get; init; }

    /// <summary>The lot size of every instrument.</summary>
    public DecimalStep? Lot { get; init; }

    /// <summary>
    /// The maker's fee as a fraction (0.0002 is two basis points); goes with <see cref="TakerFee" />.
    /// </summary>
    public Rate? MakerFee { get; init; }

    /// <summary>The taker's fee as a fraction.</summary>
    public Rate? TakerFee { get; init; }

    /// <summary>Takes the finest step that the data show, in a pass of its own.</summary>
    public bool GridFromData { get; init; }

    /// <summary>
    /// Stores times that go backwards under the highest so far, and skips garbled frames of a recording; counts both.
    /// </summary>
    public bool IsLenient { get; init; }

    /// <summary>What is added to the venue's time where a file knows no other, ns.</summary>
    public long FeedLatencyNs { get; init; }

    /// <summary>
    /// What is added to the times of a recorder whose clock was off, ns; <see cref="FindsClockShift" /> finds it.
    /// </summary>
    public long ClockShiftNs { get; init; }

    /// <summary>
    /// Reads the files once before, and where the smallest latency seen is below <see cref="MinLatencyNs" /> shifts the
    /// recorder's times so that it becomes that.
    /// </summary>
    public bool FindsClockShift { get; init; }

    /// <summary>The least latency that can be believed, ns.</summary>
    public long MinLatencyNs { get; init; }

    /// <summary>The columns of the format <c>csv</c>.</summary>
    public CsvOptions? Csv { get; init; }

    /// <summary>Bars' length where the rows do not say it themselves.</summary>
    public BarInterval Interval { get; init; }

    /// <summary>Reads <c>MAKER/TAKER</c>, two fractions.</summary>
    /// <exception cref="ImportException">
    /// It is not that, or a fee is above <see cref="FeeMax" />: it was meant in percent.
    /// </exception>
    public static (Rate Maker, Rate Taker) ParseFees(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? (ParseFee(text, text[..slash]), ParseFee(text, text[(slash + 1)..]))
            : throw ImportException.Usage("--fees", $"'{text}' is not MAKER/TAKER", "write fractions: 0.0002/0.0005");
    }

    private static Rate ParseFee(string whole, string part)
    {
        const int RateScale = 10;
        Span<byte> ascii = stackalloc byte[64];
        if (part.Length > ascii.Length || !System.Text.Encoding.UTF8.TryGetBytes(part, ascii, out var written)
            || DecimalText.TryParseRounded(ascii[..written], RateScale, out var rate) != NumberStatus.Ok)
        {
            throw ImportException.Usage("--fees", $"'{whole}' is not MAKER/TAKER", "write fractions: 0.0002/0.0005");
        }

        if (Math.Abs(rate) > (long)(FeeMax * Rate.Scale))
        {
            throw ImportException.Usage(
                "--fees", $"{part} is {part} times the notional", "write fractions, 0.0005 for five basis points");
        }

        return new Rate(rate);
    }
}
