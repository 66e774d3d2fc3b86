using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>A number that a sample has by itself, without a past.</summary>
internal sealed class DirectSource : IndicatorSource
{
    private readonly Func<ConditionSample, double> _read;
    private double _value = double.NaN;

    internal DirectSource(Func<ConditionSample, double> read) => _read = read;

    internal override double Value => _value;

    internal override void Update(ConditionSample sample) => _value = _read(sample);

    internal override void VisitState(StateSink sink) => sink.Visit(ref _value);
}
