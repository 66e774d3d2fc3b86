using Engine.Core.Indicators;
using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>An indicator that follows bars, made of so many samples each.</summary>
internal sealed class BarSource : IndicatorSource
{
    private readonly IBarIndicator _indicator;
    private readonly Func<double> _read;
    private readonly int _samplesPerBar;
    private int _count;
    private double _high;
    private double _low;
    private double _close;

    internal BarSource(IBarIndicator indicator, int samplesPerBar, Func<double> read)
    {
        _indicator = indicator;
        _samplesPerBar = samplesPerBar;
        _read = read;
    }

    /// <summary>The close of the newest bar.</summary>
    internal double Close => _close;

    internal override bool IsReady => _indicator.IsReady;

    internal override double Value => _indicator.IsReady ? _read() : double.NaN;

    internal override void Update(ConditionSample sample)
    {
        _high = _count == 0 ? sample.High : Math.Max(_high, sample.High);
        _low = _count == 0 ? sample.Low : Math.Min(_low, sample.Low);
        if (++_count < _samplesPerBar)
        {
            return;
        }

        _count = 0;
        _close = sample.Price;
        _indicator.Update(_high, _low, _close);
    }

    internal override void VisitState(StateSink sink)
    {
        _indicator.VisitState(sink);
        sink.Visit(ref _count);
        sink.Visit(ref _high);
        sink.Visit(ref _low);
        sink.Visit(ref _close);
    }
}
