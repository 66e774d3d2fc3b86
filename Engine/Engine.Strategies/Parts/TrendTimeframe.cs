using Engine.Core.Bars;
using Engine.Core.Indicators;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>The trend on bars of one length: an EMA cross says where to, the ADX how decidedly. One thread.</summary>
internal sealed class TrendTimeframe
{
    private readonly BarBuilder _bars;
    private readonly Ema _fast;
    private readonly Ema _slow;
    private readonly Adx _adx;
    private readonly double _trendAdx;
    private readonly double _strongAdx;

    /// <summary>An empty one.</summary>
    /// <param name="lengthNs">The length of its bars, ns.</param>
    /// <param name="settings">What it goes by.</param>
    internal TrendTimeframe(long lengthNs, in TrendSettings settings)
    {
        _bars = new BarBuilder(lengthNs, BarGaps.Skip);
        _fast = new Ema(settings.FastPeriod);
        _slow = new Ema(settings.SlowPeriod);
        _adx = new Adx(settings.AdxPeriod);
        _trendAdx = settings.TrendAdx;
        _strongAdx = settings.StrongAdx;
    }

    /// <summary>Whether averages and ADX have seen enough closed bars.</summary>
    internal bool IsReady => _fast.IsReady && _slow.IsReady && _adx.IsReady;

    /// <summary>The ADX, 0 … 100; not a number until ready.</summary>
    internal double Strength => _adx.Value;

    /// <summary>The regime of the closed bars; a range until ready.</summary>
    internal TrendRegime Regime
    {
        get
        {
            if (!IsReady || _adx.Value < _trendAdx || _fast.Value == _slow.Value)
            {
                return TrendRegime.Range;
            }

            var isStrong = _adx.Value >= _strongAdx;
            return _fast.Value > _slow.Value
                ? isStrong ? TrendRegime.StrongUp : TrendRegime.Up
                : isStrong ? TrendRegime.StrongDown : TrendRegime.Down;
        }
    }

    /// <summary>Takes a price; a bar that is over before it is closed first.</summary>
    internal void Add(TimestampNs now, PriceTicks price)
    {
        while (_bars.TryClose(now, out var bar))
        {
            _fast.Update(bar.Close.Value);
            _slow.Update(bar.Close.Value);
            _adx.Update(bar.High.Value, bar.Low.Value, bar.Close.Value);
        }

        _bars.AddPrice(now, price);
    }

    /// <summary>Visits all of it.</summary>
    internal void VisitState(StateSink sink)
    {
        _bars.VisitState(sink);
        _fast.VisitState(sink);
        _slow.VisitState(sink);
        _adx.VisitState(sink);
    }
}
