using Engine.Core.Indicators;
using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>An indicator that follows one input of the samples.</summary>
internal sealed class SeriesSource : IndicatorSource
{
    private readonly IIndicator _indicator;
    private readonly SampleInput _input;
    private readonly Func<double> _read;

    /// <summary>Reads the indicator's own value.</summary>
    internal SeriesSource(IIndicator indicator, SampleInput input = SampleInput.Price)
        : this(indicator, () => indicator.Value, input)
    {
    }

    /// <summary>Reads something else of the indicator.</summary>
    internal SeriesSource(IIndicator indicator, Func<double> read, SampleInput input = SampleInput.Price)
    {
        _indicator = indicator;
        _read = read;
        _input = input;
    }

    internal override bool IsReady => _indicator.IsReady;

    internal override double Value => _indicator.IsReady ? _read() : double.NaN;

    internal override void Update(ConditionSample sample)
    {
        // A price of zero, or one that is not known, would spoil every average it enters.
        var value = sample.Of(_input);
        if (double.IsFinite(value))
        {
            _indicator.Update(value);
        }
    }

    internal override void VisitState(StateSink sink) => _indicator.VisitState(sink);
}
