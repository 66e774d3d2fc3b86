using Adapters.Simulated.Venue;
using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Reports;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>
/// What the figures of a backtest rest on, in words: the one place that says it for the report, the terminal and the
/// JSON. A setting of the simulated venue that can change a fill has its line here.
/// </summary>
internal static class Assumptions
{
    /// <summary>The assumptions of a request, the weightiest first.</summary>
    internal static IReadOnlyList<ReportFact> Of(BacktestRequest request)
    {
        var settings = request.Simulation;
        return
        [
            new("Capital", $"{request.Capital.Value / (decimal)Money.Scale:N2} of the settle asset"),
            .. Latencies(settings),
            .. Fills(settings),
            .. Costs(),
        ];
    }

    private static IEnumerable<ReportFact> Latencies(SimulationSettings settings)
    {
        yield return new("Order entry latency", Duration(settings.EntryLatencyNs));
        yield return new("Reply latency", Duration(settings.ReplyLatencyNs));
        yield return new("Feed latency", Duration(settings.FeedLatencyNs));
    }

    private static IEnumerable<ReportFact> Fills(SimulationSettings settings)
    {
        yield return new(
            "Taker fills",
            "walk the book, or the best quote where there is no depth; what we took is gone until refreshed");
        yield return new(
            "Maker fills", "queue behind the quantity displayed at arrival; a trade through our price fills us");
        yield return new(
            "Trades or bars only",
            $"the last price worsened by {Percent(settings.Slippage)}; of bars only those that open after the order "
            + $"arrived, and at most {Percent(settings.BarVolumeShare)} of a bar's volume");
        yield return new("Market impact", "none beyond what we took; others do not react to our orders");
    }

    private static IEnumerable<ReportFact> Costs()
    {
        yield return new("Fees", "maker and taker rates of each instrument, as the journal defines them");
        yield return new("Funding", "of perpetuals, where the journal tells it; on the mark price");
    }

    private static string Duration(long nanoseconds) => ParameterText.Format(ParameterType.DurationNs, nanoseconds);

    private static string Percent(Rate rate) => $"{rate.Value * 100m / Rate.Scale:0.####} %";
}
