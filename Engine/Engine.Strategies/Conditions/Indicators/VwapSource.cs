using Engine.Core.Indicators;
using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>The volume-weighted price of a window of samples.</summary>
internal sealed class VwapSource : IndicatorSource
{
    private readonly Vwap _vwap;

    internal VwapSource(int samples) => _vwap = new Vwap(samples);

    internal override bool IsReady => _vwap.IsReady;

    internal override double Value => _vwap.Value;

    internal override void Update(ConditionSample sample) =>
        _vwap.Update(sample.Price, sample.Of(SampleInput.Volume));

    internal override void VisitState(StateSink sink) => _vwap.VisitState(sink);
}
