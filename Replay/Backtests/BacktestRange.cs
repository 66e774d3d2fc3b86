using Engine.Model.Units;

namespace Replay.Backtests;

/// <summary>The part of a journal that a backtest trades in, by stream time.</summary>
/// <remarks>
/// Everything before it is read, so that books, marks and last prices are what they would be in a run of the whole; no
/// strategy hears of it. The warm-up is the last stretch before the range: strategies hear it and fill their
/// indicators, while the operator's word holds trading back (<c>Reduce</c>, taken back by <c>Resume</c> where the range
/// begins), so a request to open is refused by risk and seen as refused. Statistics begin with the range, flat and with
/// the whole capital.
/// </remarks>
public sealed record BacktestRange
{
    /// <summary>The whole journal.</summary>
    public static readonly BacktestRange Whole = new();

    /// <summary>The first moment that is traded.</summary>
    public TimestampNs From { get; init; } = TimestampNs.MinValue;

    /// <summary>The first moment that is not read any more.</summary>
    public TimestampNs To { get; init; } = TimestampNs.MaxValue;

    /// <summary>How long before the range strategies begin to listen, ns; not negative.</summary>
    public long WarmUpNs { get; init; }

    /// <summary>Whether it is everything there is.</summary>
    public bool IsWhole => From == TimestampNs.MinValue && To == TimestampNs.MaxValue;

    /// <summary>When strategies begin to listen.</summary>
    internal TimestampNs Start =>
        From.Value < TimestampNs.MinValue.Value + WarmUpNs ? TimestampNs.MinValue : new(From.Value - WarmUpNs);
}
