using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// How many orders went out and how many positions were opened within windows of stream time. One thread.
/// </summary>
internal sealed class OrderRates
{
    private const int FirstOpening = 3;
    private const int WindowCount = 5;
    private const long HourNs = 60 * TimestampNs.PerMinute;

    private static readonly int[] Places =
    [
        LimitPlace.OrdersPerSecond, LimitPlace.OrdersPerHour, LimitPlace.OrdersPerDay, LimitPlace.OpeningsPerHour,
        LimitPlace.OpeningsPerDay,
    ];

    private static readonly long[] Widths =
    [
        TimestampNs.PerSecond, HourNs, TimestampNs.PerDay, HourNs, TimestampNs.PerDay,
    ];

    private static readonly ReasonCode[] Reasons =
    [
        ReasonCode.OrdersPerSecond, ReasonCode.OrdersPerHour, ReasonCode.OrdersPerDay, ReasonCode.OpeningsPerHour,
        ReasonCode.OpeningsPerDay,
    ];

    // The account's as row 0, then each strategy's.
    private readonly List<SlidingWindow[]> _rows = [];

    internal OrderRates() => AddStrategy();

    internal void AddStrategy()
    {
        var windows = new SlidingWindow[WindowCount];
        for (var i = 0; i < WindowCount; i++)
        {
            windows[i] = new SlidingWindow(Widths[i]);
        }

        _rows.Add(windows);
    }

    /// <summary>Takes the limits over; what is already counted stays.</summary>
    internal void SetLimits(LimitTable limits)
    {
        for (var row = 0; row < _rows.Count; row++)
        {
            for (var i = 0; i < WindowCount; i++)
            {
                _rows[row][i].SetLimit(limits.RateOf(row, Places[i]));
            }
        }
    }

    /// <summary>Whether another order may go out now.</summary>
    internal RiskVerdict CheckOrder(StrategyId strategy, TimestampNs now, int besides = 0)
    {
        for (var i = 0; i < FirstOpening; i++)
        {
            var verdict = Check(0, i, now, besides);
            verdict = verdict.IsPass ? Check(strategy.Value, i, now, besides) : verdict;
            if (!verdict.IsPass)
            {
                return verdict;
            }
        }

        return RiskVerdict.Pass;
    }

    /// <summary>Whether another position may be opened now, beside those that open orders may open.</summary>
    internal RiskVerdict CheckOpening(StrategyId strategy, ExposureBook exposures, TimestampNs now)
    {
        for (var i = FirstOpening; i < WindowCount; i++)
        {
            var verdict = Check(0, i, now, exposures.MayOpenCount(0));
            verdict = verdict.IsPass
                ? Check(strategy.Value, i, now, exposures.MayOpenCount(strategy.Value))
                : verdict;
            if (!verdict.IsPass)
            {
                return verdict;
            }
        }

        return RiskVerdict.Pass;
    }

    /// <summary>An order or an amend goes out.</summary>
    internal void OnOrder(StrategyId strategy, TimestampNs now) => Add(strategy, 0, FirstOpening, now);

    /// <summary>A position that counts was opened.</summary>
    internal void OnOpening(StrategyId strategy, TimestampNs now) => Add(strategy, FirstOpening, WindowCount, now);

    internal void VisitState(StateSink sink)
    {
        foreach (var row in _rows)
        {
            foreach (var window in row)
            {
                window.VisitState(sink);
            }
        }
    }

    private void Add(StrategyId strategy, int from, int to, TimestampNs now)
    {
        for (var i = from; i < to; i++)
        {
            _rows[0][i].Add(now.Value);
            if (strategy != StrategyId.Engine)
            {
                _rows[strategy.Value][i].Add(now.Value);
            }
        }
    }

    private RiskVerdict Check(int row, int window, TimestampNs now, int besides)
    {
        var times = _rows[row][window];
        return times.Limit == 0
            ? RiskVerdict.Pass
            : RiskChecks.RateWithinLimit(times.CountAt(now.Value) + besides, times.Limit, Reasons[window]);
    }
}
