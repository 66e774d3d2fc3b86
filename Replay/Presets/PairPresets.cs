using System.Globalization;
using System.Text.Json;
using Replay.Import.Grids;

namespace Replay.Presets;

/// <summary>The presets by pair that ship, and how they are found for an instrument of any venue.</summary>
public static class PairPresets
{
    /// <summary>The name of the set, as the command line has it.</summary>
    public const string SetName = "pairs";

    private const string ResourceName = "Replay.Presets.pairs.json";

    // What a dollar is called differs by venue and age; the pair is the same market.
    private static readonly string[] Dollars =
        ["USDT", "USD", "USDC", "FDUSD", "BUSD", "TUSD", "USD1", "ZUSD"];

    // Kraken's own names.
    private static readonly (string Theirs, string Ours)[] Aliases =
        [("XBT", "BTC"), ("XXBT", "BTC"), ("XETH", "ETH"), ("XXRP", "XRP"), ("XDG", "DOGE"), ("XXDG", "DOGE")];

    private static readonly string[] ContractPrefixes = ["PI_", "PF_", "FI_", "FF_"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PairPreset> All { get; } = Read();

    /// <summary>The preset of an instrument; null where there is none.</summary>
    /// <param name="instrument">
    /// <c>venue:symbol</c> or a symbol, as any venue spells it: BTCUSDT, BTC-USDT-SWAP, XBT/USD, PF_XBTUSD.
    /// </param>
    public static PairPreset? Find(string instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var symbol = instrument[(instrument.IndexOf(':') + 1)..].ToUpperInvariant();
        var prefix = ContractPrefixes.FirstOrDefault(word => symbol.StartsWith(word, StringComparison.Ordinal));
        symbol = symbol[(prefix?.Length ?? 0)..];
        if (!TrySplit(symbol, out var baseAsset, out var quoteAsset) || !Dollars.Contains(quoteAsset))
        {
            return null;
        }

        var known = Aliases.FirstOrDefault(alias => alias.Theirs == baseAsset).Ours ?? baseAsset;
        return All.FirstOrDefault(preset => preset.Base == known);
    }

    /// <summary>What a preset sets of a strategy: names and texts.</summary>
    /// <remarks>
    /// A market maker quotes at the target spread up to the largest position, a quarter of it at a time, as its own
    /// defaults do; every other strategy enters with the whole position at once.
    /// </remarks>
    public static IReadOnlyList<KeyValuePair<string, string>> ParametersOf(PairPreset preset, string strategy)
    {
        ArgumentNullException.ThrowIfNull(preset);
        var isMaker = strategy == "market-maker";
        var size = isMaker ? preset.MaxPosition / 4m : preset.MaxPosition;
        var orderSize = KeyValuePair.Create("orderSize", Text(size));
        return !isMaker
            ? [orderSize]
            :
            [
                KeyValuePair.Create("baseSpreadBps", Text(preset.TargetSpreadBps)),
                orderSize,
                KeyValuePair.Create("maxPosition", Text(preset.MaxPosition)),
            ];
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Kraken's old spelling joins its long names: XXBTZUSD.</summary>
    private static bool TrySplit(string symbol, out string baseAsset, out string quoteAsset)
    {
        if (symbol.EndsWith("ZUSD", StringComparison.Ordinal) && symbol.Length > 4)
        {
            (baseAsset, quoteAsset) = (symbol[..^4], "ZUSD");
            return true;
        }

        return SymbolNames.TrySplit(symbol, out baseAsset, out quoteAsset);
    }

    private static IReadOnlyList<PairPreset> Read()
    {
        using var stream = typeof(PairPresets).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its own part {ResourceName}.");
        return JsonSerializer.Deserialize(stream, PresetJsonContext.Default.PresetFile)!.Pairs;
    }
}
