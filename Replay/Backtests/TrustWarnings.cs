using Adapters.Simulated.Venue.Latencies;
using Engine.Core;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>
/// What makes a good result suspect: orders that arrive at once, prices that nobody saw, too little proof.
/// </summary>
internal static class TrustWarnings
{
    // A rule of thumb of regression: ten observations for each thing that can be fitted.
    private const int TradesEachParameter = 10;

    private const double SharpeMax = 10;
    private const int WinningTradesMin = 30;
    private const double WinRateMax = 0.95;
    private const double BeyondShareMax = 0.01;

    /// <summary>The warnings, the weightiest first; none where nothing is suspect.</summary>
    internal static IEnumerable<string> Of(
        BacktestRequest request, TradingCore core, BacktestRecorder recorder, PerformanceSummary account) =>
    [
        .. LookAhead(request, core, recorder, account),
        .. TooGood(account),
        .. TooLittle(recorder),
        .. Clocks(recorder),
    ];

    private static IEnumerable<string> LookAhead(
        BacktestRequest request, TradingCore core, BacktestRecorder recorder, PerformanceSummary account)
    {
        var beyond = recorder.Board.Runs.Sum(run => run.Execution.FillsBeyondMarket);
        if (beyond > 2 && beyond > account.Fills * BeyondShareMax)
        {
            yield return $"{NumberText.Count(beyond)} of {NumberText.Count(account.Fills)} fills are more than 0.1 % "
                + "better than every price that was public around them: look-ahead is suspected";
        }

        var hasLatency = request.Simulation.EntryLatencyNs > 0
            || request.Simulation.Latency.Model == LatencyModel.Recorded;
        if (hasLatency || core.OrderCount == 0)
        {
            yield break;
        }

        yield return HasBarsOnly(recorder)
            ? "orders reach the venue without latency and the data are bars: an order decided at a close can trade in "
                + "the bar that opens with it; set simulation.entryLatency"
            : "orders reach the venue without latency: no order of yours will; set simulation.entryLatency";
    }

    private static bool HasBarsOnly(BacktestRecorder recorder) =>
        recorder.CountOf(EventKind.Bar) > 0 && recorder.CountOf(EventKind.Trade) == 0
        && recorder.CountOf(EventKind.Quote) == 0 && recorder.CountOf(EventKind.BookLevel) == 0;

    private static IEnumerable<string> TooGood(PerformanceSummary account)
    {
        if (account.Sharpe > SharpeMax)
        {
            yield return $"a Sharpe ratio of {NumberText.Ratio(account.Sharpe.Value)} is hardly ever real: look for "
                + "fills that would not have happened";
        }

        if (account.Trades >= WinningTradesMin && account.WinRate > WinRateMax)
        {
            yield return $"{NumberText.Percent(account.WinRate.Value * 100)} of the trades won: look for losses that "
                + "are still open, or for fills that would not have happened";
        }
    }

    /// <summary>Each strategy by its own trades: those of another prove nothing of its parameters.</summary>
    private static IEnumerable<string> TooLittle(BacktestRecorder recorder)
    {
        foreach (var group in recorder.Board.Strategies)
        {
            var parameters = group.Members[0].Strategy.Descriptor.Parameters.Count;
            var trades = group.Members.Sum(member => member.Tracker.Trades.Count);
            var fills = group.Members.Sum(member => member.Tracker.Costs.Fills);
            if (fills > 0 && trades < parameters * TradesEachParameter)
            {
                yield return $"{group.Strategy} has {parameters} parameters and {NumberText.Count(trades)} closed "
                    + $"trades: with fewer than {TradesEachParameter} for each, a fit proves nothing";
            }
        }
    }

    private static IEnumerable<string> Clocks(BacktestRecorder recorder)
    {
        if (recorder.EarlyMessages > 0)
        {
            yield return "market data came before the venue had sent it: the recorder's clock was off, and the feed "
                + "latency shown means little";
        }

        var wait = recorder.FirstPriceTime - recorder.FirstTime;
        if (recorder.FirstPriceTime > TimestampNs.Zero && wait > TimestampNs.PerDay)
        {
            yield return $"the first price comes {NumberText.Duration(wait / (double)TimestampNs.PerSecond)} after the "
                + "data begin: figures are kept from then on";
        }
    }

    /// <summary>Instruments whose long and short legs are both open at the end.</summary>
    internal static IEnumerable<string> LegsAgainstEachOther(
        TradingCore core, IReadOnlyList<Instrument> instruments)
    {
        if (!core.Portfolio.Settings.IsHedged)
        {
            yield break;
        }

        foreach (var instrument in instruments)
        {
            var bought = core.Portfolio.Leg(instrument.Id, PositionLeg.Long).Quantity.Value;
            var sold = -core.Portfolio.Leg(instrument.Id, PositionLeg.Short).Quantity.Value;
            if (bought != 0 && sold != 0)
            {
                yield return $"{instrument.Name}: a long leg of {DecimalText.Format(bought, instrument.LotSize)} and a "
                    + $"short leg of {DecimalText.Format(sold, instrument.LotSize)} are open against each other at the "
                    + "end: both bind margin and pay funding, and only reduce-only orders close them";
            }
        }
    }

    /// <summary>Perpetuals that were traded without any funding in the data.</summary>
    internal static IEnumerable<string> Unfunded(TradingCore core, IReadOnlyList<Instrument> instruments)
    {
        foreach (var instrument in instruments)
        {
            var isUnfunded = instrument.ContractType == ContractType.LinearPerpetual
                && core.Markets[instrument.Id.Value].LastFundingTime == TimestampNs.Zero;
            if (isUnfunded && core.Portfolio[instrument.Id].FillCount > 0)
            {
                yield return $"{instrument.Name}: a perpetual without funding in the data; "
                    + "funding is missing from its result";
            }
        }
    }
}
