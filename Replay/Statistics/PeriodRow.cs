using System.Globalization;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>What one day or month (UTC) made of the account: an element of <c>days[]</c> and <c>months[]</c>.</summary>
public sealed record PeriodRow
{
    /// <summary>The period: 2026-01-31 for a day, 2026-01 for a month.</summary>
    public required string Period { get; init; }

    /// <summary>What equity gained, in quote currency; open profit and costs included.</summary>
    public required decimal NetPnl { get; init; }

    /// <summary>The same in percent of the equity at its beginning; null where that was not positive.</summary>
    public required double? ReturnPct { get; init; }

    /// <summary>The deepest fall from a peak within the period, in percent of that peak.</summary>
    public required double MaxDrawdownPct { get; init; }

    /// <summary>Fees; positive when paid.</summary>
    public required decimal Fees { get; init; }

    /// <summary>The value of all fills.</summary>
    public required decimal Turnover { get; init; }

    /// <summary>Trades that closed in it.</summary>
    public required long Trades { get; init; }

    /// <summary>Share of them that made money after costs, 0 … 1; null without trades.</summary>
    public required double? WinRate { get; init; }

    /// <summary>Fills.</summary>
    public required long Fills { get; init; }

    internal static string NameOf(TimestampNs start, bool isMonth) => DateTime.UnixEpoch.AddTicks(start.Value / 100)
        .ToString(isMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
