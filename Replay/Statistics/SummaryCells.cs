namespace Replay.Statistics;

/// <summary>Turns figures into cells: the text, the colour that it deserves, the key to sort by.</summary>
internal static class SummaryCells
{
    public static SummaryCell Text(string text) => new(text);

    /// <summary>Money made or lost: coloured by its sign.</summary>
    public static SummaryCell Profit(decimal? amount) =>
        amount is { } known ? new SummaryCell(NumberText.Money(known), ToneOf(known), (double)known) : Undefined();

    /// <summary>An amount whose sign is no verdict.</summary>
    public static SummaryCell Amount(decimal? amount) =>
        amount is { } known ? new SummaryCell(NumberText.Money(known), SortKey: (double)known) : Undefined();

    /// <summary>A return: coloured by its sign.</summary>
    public static SummaryCell Return(double? percent) => percent is { } known
        ? new SummaryCell(NumberText.Percent(known), ToneOf((decimal)Math.Sign(known)), known)
        : Undefined();

    public static SummaryCell Percent(double? percent) =>
        percent is { } known ? new SummaryCell(NumberText.Percent(known), SortKey: known) : Undefined();

    /// <summary>A share 0 … 1, shown in percent.</summary>
    public static SummaryCell Share(double? share) => Percent(share * 100);

    public static SummaryCell Ratio(double? ratio) =>
        ratio is { } known ? new SummaryCell(NumberText.Ratio(known), SortKey: known) : Undefined();

    /// <summary>A ratio whose sign says whether it is good: coloured by it.</summary>
    public static SummaryCell Signed(double? ratio) => ratio is { } known
        ? new SummaryCell(NumberText.Ratio(known), ToneOf((decimal)Math.Sign(known)), known)
        : Undefined();

    public static SummaryCell Count(long count) => new(NumberText.Count(count), SortKey: count);

    public static SummaryCell Duration(double? seconds) =>
        seconds is { } known ? new SummaryCell(NumberText.Duration(known), SortKey: known) : Undefined();

    private static SummaryCell Undefined() => new(NumberText.Absent, CellTone.Absent);

    private static CellTone ToneOf(decimal amount) => amount switch
    {
        > 0 => CellTone.Gain,
        < 0 => CellTone.Loss,
        _ => CellTone.Plain,
    };
}
