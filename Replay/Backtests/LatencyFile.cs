using System.Text;
using Adapters.Simulated.Venue.Latencies;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Replay.Import;
using Replay.Import.Csv;
using Replay.Import.Files;

namespace Replay.Backtests;

/// <summary>Reads measured latencies: CSV with the columns time, feedNs, entryNs and replyNs, in any order.</summary>
/// <remarks>
/// Times are numbers since 1970, their unit told by their digits, or UTC text; latencies are whole nanoseconds. Times
/// grow from row to row. Names ending in <c>.gz</c> or <c>.zip</c> are unpacked.
/// </remarks>
public static class LatencyFile
{
    private static readonly string[] Columns = ["time", "feedNs", "entryNs", "replyNs"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">
    /// It cannot be read, or is no such file: names file, row, column and what would mend it.
    /// </exception>
    public static LatencyTrack Read(string path)
    {
        using var reader = new LineReader(InputFile.Open(path));
        if (!reader.TryRead(out var header))
        {
            throw ImportException.BadData(path, 0, "is empty", $"its first row is {string.Join(',', Columns)}");
        }

        var places = Places(path, Encoding.UTF8.GetString(header));
        var points = new List<LatencyPoint>();
        while (reader.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                Add(points, path, reader.Row, Encoding.UTF8.GetString(line).Split(','), places);
            }
        }

        return points.Count > 0
            ? new LatencyTrack([.. points])
            : throw ImportException.BadData(path, 0, "has a header and no row", "it needs one point at least");
    }

    private static int[] Places(string path, string header)
    {
        var names = header.Split(',', StringSplitOptions.TrimEntries);
        var places = new int[Columns.Length];
        for (var i = 0; i < Columns.Length; i++)
        {
            places[i] = Array.FindIndex(
                names, name => string.Equals(name.Trim('"'), Columns[i], StringComparison.OrdinalIgnoreCase));
            if (places[i] < 0)
            {
                throw ImportException.BadData(
                    path, 1, $"has no column '{Columns[i]}'", $"its first row is {string.Join(',', Columns)}");
            }
        }

        return places;
    }

    private static void Add(List<LatencyPoint> points, string path, long row, string[] fields, int[] places)
    {
        var time = Time(path, row, Field(fields, places[0], path, row, 0));
        if (points.Count > 0 && time <= points[^1].Time)
        {
            throw ImportException.BadData(path, row, "is not later than the row before", "sort the rows by time");
        }

        points.Add(new LatencyPoint(
            time, Latency(fields, places, path, row, 1), Latency(fields, places, path, row, 2),
            Latency(fields, places, path, row, 3)));
    }

    private static string Field(string[] fields, int place, string path, long row, int column) =>
        place < fields.Length
            ? fields[place].Trim(' ', '"')
            : throw ImportException.BadData(
                path, row, $"ends before '{Columns[column]}'", "complete or remove the row");

    private static TimestampNs Time(string path, long row, string text) =>
        CsvTime.TryParse(Encoding.UTF8.GetBytes(text), TimeUnit.Auto, out var time)
            ? time
            : throw ImportException.BadData(
                path, row, $"'{text}' in 'time' is no time", "write whole nanoseconds since 1970, or UTC text");

    private static long Latency(string[] fields, int[] places, string path, long row, int column)
    {
        var text = Field(fields, places[column], path, row, column);
        var status = DecimalText.TryParseSignedSteps(
            Encoding.UTF8.GetBytes(text), new DecimalStep(1, 0), out var nanoseconds);
        if (status != NumberStatus.Ok)
        {
            throw ImportException.BadData(
                path, row, $"'{text}' in '{Columns[column]}' is no whole number of nanoseconds");
        }

        return nanoseconds >= 0
            ? nanoseconds
            : throw ImportException.BadData(
                path, row, $"'{text}' in '{Columns[column]}' is negative", "a clock was off: correct the measurement");
    }
}
