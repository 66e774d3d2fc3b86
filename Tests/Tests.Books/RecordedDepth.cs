using System.IO.Compression;
using System.Text.Json;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Books;

/// <summary>
/// The depth messages of a recorded capture as book events; the REST snapshot in it comes as a bounded one.
/// </summary>
internal static class RecordedDepth
{
    public static List<Event> Read(string relative, DecimalStep tick, DecimalStep lot)
    {
        var events = new List<Event>();
        using var file = File.OpenRead(SharedData.RequireFile(relative));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            using var message = JsonDocument.Parse(line.AsMemory(line.IndexOf(' ', StringComparison.Ordinal) + 1));
            var root = message.RootElement;
            if (!root.TryGetProperty("stream", out var stream))
            {
                var (bids, asks) = (root.GetProperty("bids"), root.GetProperty("asks"));
                events.Add(Events.Begin(bids.GetArrayLength() + asks.GetArrayLength()));
                AddLevels(events, bids, Side.Bid, tick, lot);
                AddLevels(events, asks, Side.Ask, tick, lot);
                events.Add(Events.End());
            }
            else if (stream.GetString()!.Contains("@depth", StringComparison.Ordinal))
            {
                AddLevels(events, root.GetProperty("data").GetProperty("b"), Side.Bid, tick, lot);
                AddLevels(events, root.GetProperty("data").GetProperty("a"), Side.Ask, tick, lot);
            }
        }

        return events;
    }

    private static void AddLevels(List<Event> events, JsonElement levels, Side side, DecimalStep tick, DecimalStep lot)
    {
        foreach (var level in levels.EnumerateArray())
        {
            events.Add(Events.Level(side, Steps(level[0], tick), Steps(level[1], lot)));
        }
    }

    private static long Steps(JsonElement number, DecimalStep step) =>
        (long)(decimal.Parse(number.GetString()!) / (decimal)step.ToDouble());
}
