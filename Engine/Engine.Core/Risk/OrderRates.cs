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

    // By strategy, those that have a limit: the account's and its own in turn, the shortest first.
    private LimitedWindow[][] _orders = [];
    private LimitedWindow[][] _openings = [];

    internal OrderRates() => AddStrategy();

    internal void AddStrategy()
    {
        var windows = new SlidingWindow[WindowCount];
        for (var i = 0; i < WindowCount; i++)
        {
            windows[i] = new SlidingWindow(Widths[i]);
        }

        _rows.Add(windows);
        Array.Resize(ref _orders, _rows.Count);
        Array.Resize(ref _openings, _rows.Count);
        (_orders[^1], _openings[^1]) = ([], []);
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

        for (var row = 0; row < _rows.Count; row++)
        {
            _orders[row] = Limited(row, 0, FirstOpening);
            _openings[row] = Limited(row, FirstOpening, WindowCount);
        }
    }

    /// <summary>Whether another order may go out now, beside some that are judged and not yet out.</summary>
    internal bool PassesOrder(StrategyId strategy, TimestampNs now, int besides, ref RiskVerdict verdict)
    {
        foreach (ref readonly var limited in _orders[strategy.Value].AsSpan())
        {
            if (!limited.Passes(now, besides, ref verdict))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether openings of a strategy are limited, for it or for the account.</summary>
    internal bool HasOpeningLimit(StrategyId strategy) => _openings[strategy.Value].Length > 0;

    /// <summary>Whether another position may be opened now, beside those that open orders may open.</summary>
    /// <param name="strategy">Whose.</param>
    /// <param name="now">The core's clock.</param>
    /// <param name="besides">How many positions open orders may open, of all strategies that count.</param>
    /// <param name="besidesOwn">The same, of this one.</param>
    /// <param name="verdict">The refusal.</param>
    internal bool PassesOpening(
        StrategyId strategy, TimestampNs now, int besides, int besidesOwn, ref RiskVerdict verdict)
    {
        foreach (ref readonly var limited in _openings[strategy.Value].AsSpan())
        {
            if (!limited.Passes(now, limited.IsOwn ? besidesOwn : besides, ref verdict))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An order or an amend goes out.</summary>
    internal void OnOrder(StrategyId strategy, TimestampNs now) => Add(_orders[strategy.Value], now);

    /// <summary>A position that counts was opened.</summary>
    internal void OnOpening(StrategyId strategy, TimestampNs now) =>
        Add(_openings[strategy.Value], now);

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

    private static void Add(LimitedWindow[] windows, TimestampNs now)
    {
        foreach (ref readonly var limited in windows.AsSpan())
        {
            limited.Window.Add(now.Value);
        }
    }

    private LimitedWindow[] Limited(int row, int from, int to)
    {
        var limited = new List<LimitedWindow>();
        for (var i = from; i < to; i++)
        {
            // The engine itself is row 0: its orders count for the account alone.
            for (var owner = 0; owner <= row; owner += Math.Max(row, 1))
            {
                var window = _rows[owner][i];
                if (window.Limit > 0)
                {
                    limited.Add(new LimitedWindow(window, Reasons[i], IsOwn: owner > 0));
                }
            }
        }

        return [.. limited];
    }

    private readonly record struct LimitedWindow(SlidingWindow Window, ReasonCode Reason, bool IsOwn)
    {
        internal bool Passes(TimestampNs now, int besides, ref RiskVerdict verdict)
        {
            var answer = RiskChecks.RateWithinLimit(Window.CountAt(now.Value) + besides, Window.Limit, Reason);
            if (answer.IsPass)
            {
                return true;
            }

            verdict = answer;
            return false;
        }
    }
}
