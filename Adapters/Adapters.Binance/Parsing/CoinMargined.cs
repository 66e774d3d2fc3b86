using Adapters.Common.Parsing;

namespace Adapters.Binance.Parsing;

/// <summary>Since 2026-06-30 streams of USD-M can carry messages of the coin-margined product, marked by "st":2.</summary>
internal static class CoinMargined
{
    private const long UsdMargined = 1;

    /// <summary>Reads the product at the cursor.</summary>
    /// <returns>Ok for USD-M; Ignored for the other product: the frame is not ours, whatever else it holds.</returns>
    internal static ParseStatus Check(ref JsonScanner json)
    {
        if (!json.TryReadInteger(out var product))
        {
            return ParseStatus.Malformed;
        }

        return product == UsdMargined ? ParseStatus.Ok : ParseStatus.Ignored;
    }
}
