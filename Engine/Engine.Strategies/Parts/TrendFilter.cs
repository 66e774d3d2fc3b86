using System.Diagnostics;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// Keeps a strategy from standing against a strong trend, by the votes of several timeframes. One thread.
/// </summary>
/// <remarks>
/// Each timeframe votes −2 … 2 (strong down … strong up): the side by the cross of a fast and a slow EMA of the closes,
/// the strength by Wilder's ADX; below the lower ADX it is a range and votes 0. The regime is the mean vote: at least
/// 1.5 is strong, at least 0.5 is a trend. So one timeframe in a range is enough to let strong neighbours pass as a
/// mere trend. A timeframe that is not warm does not vote; until the shortest is warm, no side is allowed.
/// </remarks>
internal sealed class TrendFilter
{
    private const int LengthFactor = 3;
    private const double StrongVote = 1.5;
    private const double TrendVote = 0.5;

    private readonly TrendTimeframe[] _timeframes;

    /// <summary>An empty one.</summary>
    internal TrendFilter(in TrendSettings settings)
    {
        Debug.Assert(settings.TimeframeCount > 0, "A filter has a timeframe.");
        _timeframes = new TrendTimeframe[settings.TimeframeCount];
        var lengthNs = settings.TimeframeNs;
        for (var i = 0; i < _timeframes.Length; i++)
        {
            _timeframes[i] = new TrendTimeframe(lengthNs, in settings);
            lengthNs = checked(lengthNs * LengthFactor);
        }
    }

    /// <summary>Whether the shortest timeframe is warm.</summary>
    internal bool IsReady => _timeframes[0].IsReady;

    /// <summary>The mean vote of the timeframes that are warm, −2 … 2; 0 while none is.</summary>
    internal double Vote
    {
        get
        {
            var (sum, count) = (0, 0);
            foreach (var timeframe in _timeframes)
            {
                sum += (int)timeframe.Regime;
                count += timeframe.IsReady ? 1 : 0;
            }

            return count == 0 ? 0 : (double)sum / count;
        }
    }

    /// <summary>The regime over all timeframes.</summary>
    internal TrendRegime Regime => Vote switch
    {
        >= StrongVote => TrendRegime.StrongUp,
        >= TrendVote => TrendRegime.Up,
        <= -StrongVote => TrendRegime.StrongDown,
        <= -TrendVote => TrendRegime.Down,
        _ => TrendRegime.Range,
    };

    /// <summary>One timeframe, the shortest first.</summary>
    internal TrendTimeframe this[int index] => _timeframes[index];

    /// <summary>Takes a price, at any moments that do not go back.</summary>
    internal void Add(TimestampNs now, PriceTicks price)
    {
        foreach (var timeframe in _timeframes)
        {
            timeframe.Add(now, price);
        }
    }

    /// <summary>Whether a position on a side may be opened, and why not.</summary>
    internal TrendVerdict Judge(Side side)
    {
        if (!IsReady)
        {
            return TrendVerdict.NotWarm;
        }

        return Regime switch
        {
            TrendRegime.StrongDown when side == Side.Bid => TrendVerdict.StrongDowntrend,
            TrendRegime.StrongUp when side == Side.Ask => TrendVerdict.StrongUptrend,
            _ => TrendVerdict.Allowed,
        };
    }

    /// <summary>Visits all of it.</summary>
    internal void VisitState(StateSink sink)
    {
        foreach (var timeframe in _timeframes)
        {
            timeframe.VisitState(sink);
        }
    }
}
