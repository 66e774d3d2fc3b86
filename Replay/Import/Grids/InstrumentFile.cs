using System.Text;
using System.Text.Json;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Grids;

/// <summary>Reads instruments from JSON: Binance's exchangeInfo, or our own shape.</summary>
/// <remarks>
/// Our own is <c>{"instruments":[{"venue":"binance-usdm","symbol":"BTCUSDT","tickSize":"0.1","lotSize":"0.001"}]}</c> or
/// the array alone, with baseAsset, quoteAsset, multiplier, makerFee, takerFee (fractions), minNotional, minQuantity,
/// maxQuantity and asOf where known. Numbers are strings, so that nothing passes through binary floating point.
/// </remarks>
internal static class InstrumentFile
{
    private const int MoneyScale = 8;
    private const int RateScale = 10;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="venue">The venue of rows that do not name one.</param>
    /// <exception cref="ImportException">It is not there, not JSON, or an instrument in it is not whole.</exception>
    internal static IReadOnlyList<InstrumentSpec> Read(string path, VenueId venue)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            return Read(document.RootElement, venue, path);
        }
        catch (JsonException exception)
        {
            throw new ImportException(
                ImportErrorCategory.BadData,
                $"{path}, line {exception.LineNumber + 1}",
                "not JSON",
                "save the venue's exchangeInfo answer as it is",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportException(ImportErrorCategory.Usage, path, "cannot be read", "check --instruments", exception);
        }
    }

    /// <summary>Reads a document.</summary>
    internal static IReadOnlyList<InstrumentSpec> Read(JsonElement root, VenueId venue, string place)
    {
        var (list, isExchangeInfo) = FindList(root);
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw ImportException.BadData(
                place, 0, "holds neither \"symbols\" nor \"instruments\"", "save the venue's exchangeInfo answer as it is");
        }

        var specs = new List<InstrumentSpec>();
        foreach (var row in list.EnumerateArray())
        {
            var symbol = Text(row, "symbol");
            var spec = isExchangeInfo ? ReadExchangeInfo(row, symbol, venue, place) : ReadOwn(row, symbol, venue, place);
            if (spec is not null)
            {
                specs.Add(spec);
            }
        }

        return specs;
    }

    private static (JsonElement List, bool IsExchangeInfo) FindList(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            return (root, false);
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        if (root.TryGetProperty("symbols", out var symbols))
        {
            return (symbols, true);
        }

        if (root.TryGetProperty("instruments", out var instruments))
        {
            return (instruments, false);
        }

        // Recorded exchanges wrap the answer.
        return root.TryGetProperty("response", out var inner) || root.TryGetProperty("result", out inner)
            ? FindList(inner)
            : default;
    }

    private static InstrumentSpec? ReadExchangeInfo(JsonElement row, string symbol, VenueId venue, string place)
    {
        // Dated futures are neither spot nor perpetual.
        var contract = Text(row, "contractType");
        if (contract.Length > 0 && !contract.EndsWith("PERPETUAL", StringComparison.Ordinal))
        {
            return null;
        }

        var price = Filter(row, "PRICE_FILTER");
        var lot = Filter(row, "LOT_SIZE");
        if (price.ValueKind != JsonValueKind.Object || lot.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var lotSize = Step(lot, "stepSize", symbol, place);
        return new InstrumentSpec
        {
            Venue = venue,
            Symbol = symbol,
            BaseAsset = Text(row, "baseAsset"),
            QuoteAsset = Text(row, "quoteAsset"),
            Tick = Step(price, "tickSize", symbol, place),
            Lot = lotSize,
            MinQuantity = Lots(lot, "minQty", lotSize),
            MaxQuantity = Lots(lot, "maxQty", lotSize),
            MinNotional = new Money(Math.Max(
                Rounded(Filter(row, "NOTIONAL"), "minNotional", MoneyScale),
                Math.Max(
                    Rounded(Filter(row, "MIN_NOTIONAL"), "minNotional", MoneyScale),
                    Rounded(Filter(row, "MIN_NOTIONAL"), "notional", MoneyScale)))),
            Source = Path.GetFileName(place),
        };
    }

    private static InstrumentSpec ReadOwn(JsonElement row, string symbol, VenueId venue, string place)
    {
        var named = Text(row, "venue");
        if (named.Length > 0 && !Venues.TryParse(named, out venue))
        {
            throw ImportException.BadData(place, 0, $"'{named}' of {symbol} is no venue", "engine venues lists them");
        }

        var (baseAsset, quoteAsset) = (Text(row, "baseAsset"), Text(row, "quoteAsset"));
        if (baseAsset.Length == 0 || quoteAsset.Length == 0)
        {
            (baseAsset, quoteAsset) = SymbolNames.Split(venue, symbol);
        }

        var lotSize = Step(row, "lotSize", symbol, place);
        var hasMultiplier = Text(row, "multiplier").Length > 0;
        var asOf = Text(row, "asOf");
        return new InstrumentSpec
        {
            Venue = venue,
            Symbol = symbol,
            BaseAsset = baseAsset,
            QuoteAsset = quoteAsset,
            Tick = Step(row, "tickSize", symbol, place),
            Lot = lotSize,
            Multiplier = hasMultiplier ? Step(row, "multiplier", symbol, place) : new DecimalStep(1, 0),
            MakerFee = Text(row, "makerFee").Length > 0 ? new Rate(Rounded(row, "makerFee", RateScale)) : null,
            TakerFee = Text(row, "takerFee").Length > 0 ? new Rate(Rounded(row, "takerFee", RateScale)) : null,
            MinNotional = new Money(Rounded(row, "minNotional", MoneyScale)),
            MinQuantity = Lots(row, "minQuantity", lotSize),
            MaxQuantity = Lots(row, "maxQuantity", lotSize),
            Source = asOf.Length > 0 ? $"{Path.GetFileName(place)} as of {asOf}" : Path.GetFileName(place),
        };
    }

    private static JsonElement Filter(JsonElement row, string type)
    {
        if (row.TryGetProperty("filters", out var filters) && filters.ValueKind == JsonValueKind.Array)
        {
            foreach (var filter in filters.EnumerateArray())
            {
                if (Text(filter, "filterType") == type)
                {
                    return filter;
                }
            }
        }

        return default;
    }

    private static DecimalStep Step(JsonElement row, string name, string symbol, string place)
    {
        var text = Text(row, name);
        return DecimalText.TryParseStep(Encoding.UTF8.GetBytes(text), out var step) == NumberStatus.Ok
            ? step
            : throw ImportException.BadData(place, 0, $"{name} '{text}' of {symbol} is no step", "a step is a plain positive number");
    }

    private static QtyLots Lots(JsonElement row, string name, DecimalStep lot) =>
        DecimalText.TryParseSteps(Encoding.UTF8.GetBytes(Text(row, name)), lot, out var lots) == NumberStatus.Ok
            ? new QtyLots(lots)
            : QtyLots.Zero;

    private static long Rounded(JsonElement row, string name, int scale) =>
        DecimalText.TryParseRounded(Encoding.UTF8.GetBytes(Text(row, name)), scale, out var value) == NumberStatus.Ok ? value : 0;

    private static string Text(JsonElement row, string name)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out var value))
        {
            return string.Empty;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? string.Empty,
            JsonValueKind.Number => value.GetRawText(),
            _ => string.Empty,
        };
    }
}
