using System.Text;
using System.Text.Json;
using Engine.Model.Instruments;
using Replay.Import.Files;
using Replay.Import.Grids;

namespace Replay.Import.Capture;

/// <summary>A first pass over a recording: whose messages it holds, from which product, on what grid. One thread.</summary>
/// <remarks>Lines that are no messages are left to the second pass, which names them.</remarks>
internal sealed class CaptureScan
{
    private static readonly string[] PriceMembers = ["p", "b", "a"];
    private static readonly string[] QuantityMembers = ["q", "B", "A"];
    private static readonly string[] Sides = ["b", "a", "bids", "asks"];

    private readonly List<string> _symbols = [];
    private readonly Func<string, GridProbe>? _probeOf;
    private readonly string? _onlySymbol;

    private CaptureScan(string? onlySymbol, Func<string, GridProbe>? probeOf)
    {
        _onlySymbol = onlySymbol;
        _probeOf = probeOf;
    }

    /// <summary>The symbols, by first occurrence.</summary>
    internal IReadOnlyList<string> Symbols => _symbols;

    /// <summary>The product, where a message shows it.</summary>
    internal VenueId Venue { get; private set; }

    /// <summary>Reads a recording.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onlySymbol">The symbol that is wanted, and that snapshots belong to; null for all.</param>
    /// <param name="probeOf">The probe of each symbol; null where the grid is known.</param>
    internal static CaptureScan Run(string path, string? onlySymbol, Func<string, GridProbe>? probeOf)
    {
        var scan = new CaptureScan(onlySymbol, probeOf);
        using var lines = new LineReader(InputFile.Open(path));
        while (lines.TryRead(out var line))
        {
            if (CaptureLine.TrySplit(line, out _, out var message))
            {
                scan.Take(message);
            }
        }

        return scan;
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("data", out var data))
            {
                root = data;
            }

            if (root.ValueKind == JsonValueKind.Object)
            {
                Take(root);
            }
        }
        catch (JsonException)
        {
            // Not a message; the second pass says so with its row.
        }
    }

    private void Take(JsonElement message)
    {
        var symbol = message.TryGetProperty("s", out var named) ? named.GetString() : null;
        if (symbol is null && message.TryGetProperty("o", out var order) && order.ValueKind == JsonValueKind.Object)
        {
            symbol = order.TryGetProperty("s", out named) ? named.GetString() : null;
        }

        if (symbol is not null && (_onlySymbol is null || symbol == _onlySymbol) && !_symbols.Contains(symbol))
        {
            _symbols.Add(symbol);
        }

        TakeVenue(message);
        symbol ??= _onlySymbol ?? (_symbols.Count == 1 ? _symbols[0] : null);
        if (_probeOf is not null && symbol is not null && (_onlySymbol is null || symbol == _onlySymbol))
        {
            Observe(message, _probeOf(symbol));
        }
    }

    private void TakeVenue(JsonElement message)
    {
        if (Venue != VenueId.None)
        {
            return;
        }

        var type = message.TryGetProperty("e", out var named) ? named.GetString() : null;
        Venue = type switch
        {
            "depthUpdate" => message.TryGetProperty("pu", out _) ? VenueId.BinanceUsdM : VenueId.BinanceSpot,
            "bookTicker" or "markPriceUpdate" or "forceOrder" => VenueId.BinanceUsdM,
            "trade" when message.TryGetProperty("X", out _) => VenueId.BinanceUsdM,
            null when message.TryGetProperty("B", out _) && message.TryGetProperty("A", out _) => VenueId.BinanceSpot,
            _ => VenueId.None,
        };
    }

    private static void Observe(JsonElement message, GridProbe probe)
    {
        foreach (var member in message.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array && Sides.Contains(member.Name))
            {
                foreach (var level in member.Value.EnumerateArray())
                {
                    if (level.ValueKind == JsonValueKind.Array && level.GetArrayLength() >= 2)
                    {
                        probe.TryObservePrice(TextOf(level[0]));
                        probe.TryObserveQuantity(TextOf(level[1]));
                    }
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.String && PriceMembers.Contains(member.Name))
            {
                // A mark price lies off the grid on purpose.
                if (!message.TryGetProperty("i", out _))
                {
                    probe.TryObservePrice(TextOf(member.Value));
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.String && QuantityMembers.Contains(member.Name))
            {
                probe.TryObserveQuantity(TextOf(member.Value));
            }
        }
    }

    private static byte[] TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(value.GetString() ?? string.Empty) : [];
}
