using Engine.Core.Indicators;
using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>The mean volume of the newest samples over that of those before them: 3 is three times as much.</summary>
/// <remarks>
/// The two windows lie one after the other. If the short one were a part of the long one, as in
/// <see cref="VolumeSurgeRatio" />, the ratio could not exceed long ÷ short, and the thresholds of the documents (3 and
/// 5, of 300 s against 900 s) could not be met.
/// </remarks>
internal sealed class SurgeSource : IndicatorSource
{
    private readonly Sma _newest;
    private readonly Twap _before;

    internal SurgeSource(int newest, int before)
    {
        _newest = new Sma(newest);
        _before = new Twap(newest + before, newest);
    }

    internal override bool IsReady => _before.IsReady;

    internal override double Value
    {
        get
        {
            if (!IsReady)
            {
                return double.NaN;
            }

            return _before.Value > 0 ? _newest.Value / _before.Value : 0;
        }
    }

    internal override void Update(ConditionSample sample)
    {
        var volume = sample.Of(SampleInput.Volume);
        _newest.Update(volume);
        _before.Update(volume);
    }

    internal override void VisitState(StateSink sink)
    {
        _newest.VisitState(sink);
        _before.VisitState(sink);
    }
}
