using System.CommandLine;
using System.Globalization;
using System.Text;
using Engine.Host.Cli;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Replay.Import;
using Replay.Sessions;

namespace Engine.Host.Commands.Imports;

/// <summary>The flags of <c>engine import</c>, and the request they make.</summary>
internal sealed class ImportOptions
{
    private const string Auto = "auto";

    public Argument<string?> Format { get; } = new("format")
    {
        Description = "The format's name; --list names them.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Argument<string[]> Files { get; } = new("files")
    {
        Description = "[SYMBOL=]FILE, plain, .gz or .zip; recordings may be folders.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<bool> List { get; } = new("--list") { Description = "Name the formats and leave." };

    public Option<string?> Out { get; } = new("--out") { Description = "The journal to make.", HelpName = "J" };

    public Option<string?> Venue { get; } = new("--venue")
    {
        Description = "The venue the files are of, where they do not say it.",
        HelpName = "V",
    };

    public Option<string?> Symbol { get; } = new("--symbol")
    {
        Description = "The symbol of files that name none.",
        HelpName = "S",
    };

    public Option<string?> Instruments { get; } = new("--instruments")
    {
        Description = "Grids and fees: the venue's exchangeInfo, or a file of our own shape.",
        HelpName = "F",
    };

    public Option<string?> Tick { get; } = new("--tick")
    {
        Description = "The step of prices; goes with --lot.",
        HelpName = "T",
    };

    public Option<string?> Lot { get; } = new("--lot")
    {
        Description = "The step of quantities; goes with --tick.",
        HelpName = "L",
    };

    public Option<string?> Fees { get; } = new("--fees")
    {
        Description = "Maker's and taker's fee as fractions, such as 0.0002/0.0005.",
        HelpName = "M/T",
    };

    public Option<bool> GridFromData { get; } = new("--grid-from-data")
    {
        Description = "Take the finest step that the data show, in a pass of its own.",
    };

    public Option<bool> Lenient { get; } = new("--lenient")
    {
        Description =
            "Store times that go backwards under the highest so far, leave out rows that cannot be read; count both.",
    };

    public Option<string?> Kind { get; } = new("--kind")
    {
        Description = "csv: what a row says: bars, trades, quotes, levels, funding, mark, oi or liquidations.",
        HelpName = "KIND",
    };

    public Option<string?> Columns { get; } = new("--columns")
    {
        Description = "csv: field=column,…; a column is a name, #index from 0, or column[0]/_, the first part of a_b.",
        HelpName = "LIST",
    };

    public Option<string?> TimeUnit { get; } = new("--time-unit")
    {
        Description = "csv: s, ms, us, ns; by the number of digits where it is not said.",
        HelpName = "U",
    };

    public Option<string?> Interval { get; } = new("--interval")
    {
        Description = "The length of bars whose rows do not say it, such as 1m.",
        HelpName = "I",
    };

    public Option<string?> FeedLatency { get; } = new("--feed-latency")
    {
        Description = "Added to the venue's time where a file knows no other, such as 5ms; 0 where it is not said.",
        HelpName = "D",
    };

    public Option<string?> Date { get; } = new("--date")
    {
        Description = "csv: the UTC day of times that count from midnight; else that in the file's name.",
        HelpName = "YYYY-MM-DD",
    };

    public Option<string?> ShiftClock { get; } = new("--shift-clock")
    {
        Description =
            "Added to the recorder's times; auto: where the smallest latency is below --min-latency, what mends it.",
        HelpName = "D|auto",
    };

    public Option<string?> MinLatency { get; } = new("--min-latency")
    {
        Description = "What --shift-clock auto makes of the smallest latency; 0 where it is not said.",
        HelpName = "D",
    };

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(Format);
        command.Arguments.Add(Files);
        foreach (var option in (Option[])
            [
                List, Out, Venue, Symbol, Instruments, Tick, Lot, Fees, GridFromData, Lenient, Kind, Columns, TimeUnit,
                Date, Interval, FeedLatency, ShiftClock, MinLatency,
            ])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The request of a command line.</summary>
    /// <exception cref="UsageException">A flag is missing or its value is none.</exception>
    /// <exception cref="ImportException">The fees are not what they should be.</exception>
    public ImportRequest Read(ParseResult parsed)
    {
        var format = parsed.GetValue(Format)
            ?? throw new UsageException(
                "no format is named; write engine import FORMAT FILE --out J, --list names the formats");
        foreach (var other in (Option<string?>[])[Tick, Lot, Instruments])
        {
            if (parsed.GetValue(GridFromData) && parsed.GetValue(other) is not null)
            {
                throw new UsageException(
                    $"--grid-from-data takes the grid from the rows, {other.Name} names one: give one of the two");
            }
        }

        (Rate Maker, Rate Taker)? fees = parsed.GetValue(Fees) is { } text ? ImportRequest.ParseFees(text) : null;
        return new ImportRequest
        {
            Format = format,
            Inputs = [.. (parsed.GetValue(Files) ?? []).Select(ParseInput)],
            Venue = Parse<VenueId>(
                parsed, Venue, Venues.TryParse, "a venue such as binance-spot or binance-usdm", VenueId.None),
            Symbol = parsed.GetValue(Symbol),
            InstrumentsFile = parsed.GetValue(Instruments),
            Tick = ParseStep(parsed, Tick),
            Lot = ParseStep(parsed, Lot),
            MakerFee = fees?.Maker,
            TakerFee = fees?.Taker,
            GridFromData = parsed.GetValue(GridFromData),
            IsLenient = parsed.GetValue(Lenient),
            FeedLatencyNs = Parse<long>(
                parsed, FeedLatency, ParameterText.TryParseDuration, "a duration such as 5ms", 0),
            ClockShiftNs = parsed.GetValue(ShiftClock) == Auto
                ? 0
                : Parse<long>(parsed, ShiftClock, TryParseShift, "a duration such as 1.27s or -5ms, or auto", 0),
            FindsClockShift = parsed.GetValue(ShiftClock) == Auto,
            MinLatencyNs = Parse<long>(
                parsed, MinLatency, ParameterText.TryParseDuration, "a duration such as 5ms", 0),
            Csv = ReadCsv(parsed),
            Interval = Parse<BarInterval>(
                parsed, Interval, TryParseInterval, "an interval such as 1m, 1h or 1d", default),
        };
    }

    private CsvOptions? ReadCsv(ParseResult parsed)
    {
        // Read in any case: a wrong word is an error even where nothing would have asked for it.
        var kind = Parse<CsvKind>(
            parsed, Kind, CsvOptions.TryParseKind, "bars, trades, quotes, levels, funding, mark, oi or liquidations",
            default);
        var unit = Parse<TimeUnit>(parsed, TimeUnit, CsvOptions.TryParseTimeUnit, "s, ms, us or ns", default);
        var date = Parse<DateOnly>(parsed, Date, TryParseDate, "a day such as 2022-12-13", default);
        return parsed.GetValue(Kind) is null
            ? null
            : new CsvOptions
            {
                Kind = kind,
                Columns = (parsed.GetValue(Columns) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries),
                TimeUnit = unit,
                Date = parsed.GetValue(Date) is null ? null : date,
            };
    }

    private static ImportInput ParseInput(string text) =>
        text.Length > 0 ? ImportInput.Parse(text) : throw new UsageException("a file's name is empty");

    private static bool TryParseInterval(string text, out BarInterval interval) =>
        BarIntervals.TryParse(text, out interval);

    private static bool TryParseDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static bool TryParseShift(string text, out long nanoseconds)
    {
        var isNegative = text.StartsWith('-');
        var isDuration = ParameterText.TryParseDuration(isNegative ? text[1..] : text, out nanoseconds);
        nanoseconds = isNegative ? -nanoseconds : nanoseconds;
        return isDuration;
    }

    private static DecimalStep? ParseStep(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is null
        ? null
        : Parse<DecimalStep>(parsed, option, TryParseStep, "a positive decimal such as 0.01", default);

    private static bool TryParseStep(string text, out DecimalStep step) =>
        DecimalText.TryParseStep(Encoding.UTF8.GetBytes(text), out step) == NumberStatus.Ok;

    private static T Parse<T>(ParseResult parsed, Option<string?> option, Reader<T> reader, string allowed, T absent)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return absent;
        }

        return reader(text, out var value) ? value : throw new UsageException($"{option.Name} {text}: write {allowed}");
    }

    private delegate bool Reader<T>(string text, out T value);
}
