using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Reports;

/// <summary>The list of trades, as far as they were kept.</summary>
internal static class TradeSection
{
    private static readonly SummaryColumn[] Columns =
    [
        new("Opened (UTC)", false, "The first fill."),
        new("Strategy", false, "Whose trade it was."),
        new("Instrument", false, "What was traded."),
        new("Side", false, "Long or short."),
        new("Largest position", true, "In units of the base asset."),
        new("Entry", true, "Average price of what was added."),
        new("Exit", true, "Average price of what was taken off."),
        new("Held", true, "From the first fill to the last."),
        new("Fills", true, "Fills that took part."),
        new("Gross", true, "Realised before fees and funding."),
        new("Fees", true, "Positive when paid."),
        new("Funding", true, "Positive when received."),
        new("Net", true, "Gross less fees plus funding."),
    ];

    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        var shown = Math.Min(model.Trades.KeptCount, ReportLimits.TradeRows);
        html.Open("section", ("class", "trades"));
        html.Element("h2", "Trades");
        if (shown == 0)
        {
            html.Element("p", "No trade was closed.", ("class", "note"));
            html.Close();
            return;
        }

        if (model.Trades.SeenCount > shown)
        {
            html.Element("p", $"The first {NumberText.Count(shown)} of {NumberText.Count(model.Trades.SeenCount)} "
                + "closed trades are listed; the figures above count all of them.", ("class", "note"));
        }

        WriteTable(html, model, shown);
        html.Close();
    }

    private static void WriteTable(HtmlWriter html, ReportModel model, int shown)
    {
        html.Open("div", ("class", "scroll tall"), ("tabindex", "0"));
        html.Open("table", ("class", "sortable"));
        html.Open("thead");
        html.Open("tr");
        foreach (var column in Columns)
        {
            RunTableSection.WriteHeading(html, column);
        }

        html.Close();
        html.Close();
        html.Open("tbody");
        var (strategies, instruments) = Names(model);
        foreach (ref readonly var trade in model.Trades.Kept[..shown])
        {
            WriteRow(html, in trade, strategies, instruments);
        }

        html.Close();
        html.Close();
        html.Close();
    }

    private static (Dictionary<StrategyId, string>, Dictionary<InstrumentId, InstrumentSection>) Names(
        ReportModel model)
    {
        var strategies = new Dictionary<StrategyId, string>();
        foreach (var strategy in model.Strategies)
        {
            strategies[strategy.Id] = strategy.Name;
        }

        var instruments = new Dictionary<InstrumentId, InstrumentSection>();
        foreach (var section in model.Instruments)
        {
            instruments[section.Instrument.Id] = section;
        }

        return (strategies, instruments);
    }

    private static void WriteRow(
        HtmlWriter html,
        in TradeRecord trade,
        Dictionary<StrategyId, string> strategies,
        Dictionary<InstrumentId, InstrumentSection> instruments)
    {
        var instrument = instruments.GetValueOrDefault(trade.Instrument)?.Instrument;
        var places = instrument?.TickSize.Scale ?? 2;
        var size = instrument?.ToDouble(trade.MaxPosition) ?? trade.MaxPosition.Value;
        SummaryCell[] cells =
        [
            new(NumberText.Instant(trade.OpenTime).Replace('T', ' ').TrimEnd('Z'), SortKey: trade.OpenTime.Value),
            SummaryCells.Text(strategies.GetValueOrDefault(trade.Strategy, $"strategy {trade.Strategy.Value}")),
            SummaryCells.Text(instrument?.Name ?? $"instrument {trade.Instrument.Value}"),
            SummaryCells.Text(trade.Direction == Side.Bid ? "long" : "short"),
            new(NumberText.Fixed(size, (instrument?.LotSize.Scale ?? 0) + (instrument?.Multiplier.Scale ?? 0)),
                SortKey: size),
            new(NumberText.Fixed(trade.EntryPrice, places), SortKey: trade.EntryPrice),
            new(NumberText.Fixed(trade.ExitPrice, places), SortKey: trade.ExitPrice),
            SummaryCells.Duration(trade.HeldNs / (double)TimestampNs.PerSecond),
            SummaryCells.Count(trade.Fills),
            SummaryCells.Profit(Amount(trade.GrossPnl)),
            SummaryCells.Amount(Amount(trade.Fees)),
            SummaryCells.Amount(Amount(trade.Funding)),
            SummaryCells.Profit(Amount(trade.NetPnl)),
        ];

        html.Open("tr");
        for (var index = 0; index < cells.Length; index++)
        {
            RunTableSection.WriteCell(html, cells[index], Columns[index].IsNumeric);
        }

        html.Close();
    }

    private static decimal Amount(Money money) => (decimal)money.Value / Money.Scale;
}
