using Engine.Model.Instruments;

namespace Replay.Import.Grids;

/// <summary>Splits a symbol into its assets, where nothing else says them.</summary>
internal static class SymbolNames
{
    // Longest first, so that FDUSD is not taken for USD.
    private static readonly string[] Quotes =
    [
        "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USD1", "USD", "EUR", "GBP", "TRY", "BRL", "JPY", "BTC", "ETH", "BNB",
    ];

    /// <summary>Splits BASEQUOTE, or BASE and QUOTE joined by -, _ or /.</summary>
    internal static bool TrySplit(string symbol, out string baseAsset, out string quoteAsset)
    {
        var parts = symbol.Split('-', '_', '/');
        if (parts.Length >= 2 && parts[0].Length > 0 && parts[1].Length > 0)
        {
            (baseAsset, quoteAsset) = (parts[0], parts[1]);
            return true;
        }

        quoteAsset = Quotes.FirstOrDefault(quote =>
            symbol.Length > quote.Length && symbol.EndsWith(quote, StringComparison.Ordinal)) ?? string.Empty;
        baseAsset = symbol[..^quoteAsset.Length];
        return quoteAsset.Length > 0;
    }

    /// <summary>Takes the symbol that a file's name begins with: BTCUSDT of <c>BTCUSDT-aggTrades-2024-01-01.zip</c>.</summary>
    internal static bool TryFromFileName(string path, out string symbol)
    {
        var name = Path.GetFileName(path);
        var end = name.AsSpan().IndexOfAny('-', '_', '.');
        symbol = (end < 0 ? name : name[..end]).ToUpperInvariant();
        return symbol.Length >= 5 && symbol.All(char.IsAsciiLetterOrDigit) && TrySplit(symbol, out _, out _);
    }

    /// <summary>The asset names of a symbol.</summary>
    /// <exception cref="ImportException">They cannot be told.</exception>
    internal static (string Base, string Quote) Split(VenueId venue, string symbol) =>
        TrySplit(symbol, out var baseAsset, out var quoteAsset)
            ? (baseAsset, quoteAsset)
            : throw ImportException.Usage(
                symbol,
                $"the base and quote asset of {venue.Name()}:{symbol} cannot be told from its name",
                "give --instruments FILE with baseAsset and quoteAsset");
}
