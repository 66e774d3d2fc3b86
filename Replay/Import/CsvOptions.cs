namespace Replay.Import;

/// <summary>How to read a csv file.</summary>
public sealed record CsvOptions
{
    /// <summary>What its rows say.</summary>
    public required CsvKind Kind { get; init; }

    /// <summary>
    /// <c>field=column</c> pairs. A column is a name of the header or <c>#index</c> from 0; <c>column[0]/_</c> takes
    /// the first part of <c>a_b</c>. Fields that are not named are looked for in the header under their usual names.
    /// </summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The unit of its times.</summary>
    public TimeUnit TimeUnit { get; init; }

    /// <summary>
    /// The day that times since midnight belong to, UTC; null takes it from the file's name where one stands there.
    /// </summary>
    public DateOnly? Date { get; init; }

    /// <summary>Reads the kind's name as the command line knows it.</summary>
    public static bool TryParseKind(string name, out CsvKind kind)
    {
        (var isKnown, kind) = name switch
        {
            "bars" => (true, CsvKind.Bars),
            "trades" => (true, CsvKind.Trades),
            "quotes" => (true, CsvKind.Quotes),
            "levels" => (true, CsvKind.Levels),
            "funding" => (true, CsvKind.Funding),
            "mark" => (true, CsvKind.Mark),
            "oi" => (true, CsvKind.OpenInterest),
            "liquidations" => (true, CsvKind.Liquidations),
            _ => (false, CsvKind.Bars),
        };
        return isKnown;
    }

    /// <summary>Reads the unit's name as the command line knows it.</summary>
    public static bool TryParseTimeUnit(string name, out TimeUnit unit)
    {
        (var isKnown, unit) = name switch
        {
            "s" => (true, TimeUnit.Seconds),
            "ms" => (true, TimeUnit.Milliseconds),
            "us" => (true, TimeUnit.Microseconds),
            "ns" => (true, TimeUnit.Nanoseconds),
            "auto" => (true, TimeUnit.Auto),
            _ => (false, TimeUnit.Auto),
        };
        return isKnown;
    }
}
