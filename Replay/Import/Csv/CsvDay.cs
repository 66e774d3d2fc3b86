using System.Globalization;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Finds out what the times of a file count from, by its first row.</summary>
internal static class CsvDay
{
    // Bitcoin's first day: 2009-01-03.
    private static readonly TimestampNs Genesis = new(1_230_940_800 * TimestampNs.PerSecond);

    /// <summary>Takes times as they are, or counts them from the midnight of the file's day.</summary>
    /// <exception cref="ImportException">
    /// They are before there was a market, and nothing says which day they belong to.
    /// </exception>
    internal static void Find(CsvRow row, CsvSchema schema, CsvOptions? options, string path)
    {
        var field = row.Has(CsvField.Time) ? CsvField.Time : CsvField.CloseTime;
        if (!row.TryText(field, out var text) || !CsvTime.TryParse(text, schema.TimeUnit, out var time)
            || time >= Genesis)
        {
            // What is no time at all is refused where the row is read.
            return;
        }

        var isOfDay = CsvTime.TryParseOfDay(text, schema.TimeUnit, out _);
        if (!isOfDay)
        {
            var year = DateTime.UnixEpoch.AddTicks(time.Value / 100).Year;
            throw row.Refuse(
                $"'{CsvRow.Show(text)}' in '{row.NameOf(field)}' is a time in {year}, before there was a market",
                "is it the right column, and --time-unit right?");
        }

        if (options?.Date is { } date)
        {
            row.Midnight = CsvTime.FromDate(date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
            return;
        }

        row.Midnight = DateOfName(Path.GetFileName(path)) ?? throw ImportException.Usage(
            path,
            $"its times, such as '{CsvRow.Show(text)}', count from midnight and nothing says which day's",
            "give --date 2022-12-13, or let the date stand in the file's name: 20221213_trade.csv");
    }

    /// <summary>
    /// The one date in a name, <c>20221213</c> or <c>2022-12-13</c>; null where there is none or several.
    /// </summary>
    internal static TimestampNs? DateOfName(string name)
    {
        DateTime? found = null;
        for (var start = 0; start < name.Length; start++)
        {
            if (start > 0 && char.IsAsciiDigit(name[start - 1]))
            {
                continue;
            }

            if (TryParse(name.AsSpan(start), "yyyyMMdd", out var date)
                || TryParse(name.AsSpan(start), "yyyy-MM-dd", out date))
            {
                if (found is not null && found != date)
                {
                    return null;
                }

                found = date;
            }
        }

        return found is { } day ? CsvTime.FromDate(day) : null;
    }

    private static bool TryParse(ReadOnlySpan<char> text, string form, out DateTime date)
    {
        date = default;
        return text.Length >= form.Length
            && (text.Length == form.Length || !char.IsAsciiDigit(text[form.Length]))
            && DateTime.TryParseExact(
                text[..form.Length], form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal
                | DateTimeStyles.AdjustToUniversal, out date)
            && CsvTime.FromDate(date) >= Genesis && date.Year < 2200;
    }
}
