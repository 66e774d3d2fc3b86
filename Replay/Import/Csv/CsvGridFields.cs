namespace Replay.Import.Csv;

/// <summary>Which fields lie on an instrument's grid.</summary>
internal static class CsvGridFields
{
    /// <summary>The fields of a kind, and whether each is a price or a quantity.</summary>
    internal static IReadOnlyList<(CsvField Field, bool IsPrice)> Of(CsvKind kind) => kind switch
    {
        CsvKind.Bars =>
        [
            (CsvField.Open, true), (CsvField.High, true), (CsvField.Low, true), (CsvField.Close, true),
            (CsvField.Volume, false), (CsvField.TakerBuyVolume, false),
        ],
        CsvKind.Trades or CsvKind.Levels or CsvKind.Liquidations => [(CsvField.Price, true), (CsvField.Quantity, false)],
        CsvKind.Quotes =>
        [
            (CsvField.BidPrice, true), (CsvField.BidQuantity, false),
            (CsvField.AskPrice, true), (CsvField.AskQuantity, false),
        ],
        CsvKind.OpenInterest => [(CsvField.Quantity, false)],
        CsvKind.Mark => [(CsvField.LastPrice, true), (CsvField.OpenInterest, false)],
        _ => [],
    };
}
