using Engine.Core.Indicators;
using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>
/// The sum of one input over a window, alone or as a part of another's; a part of nothing is zero.
/// </summary>
internal sealed class SumSource : IndicatorSource
{
    private readonly int _samples;
    private readonly SampleInput _input;
    private readonly SampleInput _whole;
    private readonly Sma _sum;
    private readonly Sma? _wholeSum;

    /// <summary>The sum alone.</summary>
    internal SumSource(SampleInput input, int samples)
    {
        _input = input;
        _samples = samples;
        _sum = new Sma(samples);
    }

    /// <summary>The sum as a part of another input's.</summary>
    internal SumSource(SampleInput input, SampleInput whole, int samples)
        : this(input, samples)
    {
        _whole = whole;
        _wholeSum = new Sma(samples);
    }

    internal override bool IsReady => _sum.IsReady;

    internal override double Value
    {
        get
        {
            if (!IsReady)
            {
                return double.NaN;
            }

            if (_wholeSum is null)
            {
                return _sum.Value * _samples;
            }

            return _wholeSum.Value > 0 ? _sum.Value / _wholeSum.Value : 0;
        }
    }

    internal override void Update(ConditionSample sample)
    {
        _sum.Update(sample.Of(_input));
        _wholeSum?.Update(sample.Of(_whole));
    }

    internal override void VisitState(StateSink sink)
    {
        _sum.VisitState(sink);
        _wholeSum?.VisitState(sink);
    }
}
