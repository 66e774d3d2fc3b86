namespace Replay.Reports;

/// <summary>What keeps a report under two megabytes and quick to open, whatever the run.</summary>
internal static class ReportLimits
{
    /// <summary>The most instruments with a chart.</summary>
    public const int InstrumentCharts = 24;

    /// <summary>The most fills drawn, over all instruments.</summary>
    public const int FillMarks = 24_000;

    /// <summary>The most candles drawn, over all instruments.</summary>
    public const int Candles = 16_384;

    /// <summary>The most lines in the chart of runs.</summary>
    public const int RunLines = 12;

    /// <summary>The most rows of the table of runs.</summary>
    public const int RunRows = 400;

    /// <summary>The most rows of the list of trades.</summary>
    public const int TradeRows = 500;

    /// <summary>The most days listed: the last ones.</summary>
    public const int DayRows = 400;

    /// <summary>The most warnings.</summary>
    public const int Warnings = 100;

    /// <summary>The most characters of the configuration.</summary>
    public const int ConfigurationLength = 64 * 1024;
}
