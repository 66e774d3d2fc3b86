using Engine.Model.State;
using Engine.Strategies.Conditions.Indicators;

namespace Engine.Strategies.Conditions;

/// <summary>
/// The indicators that a document needs, for samples so far apart. Made once it is known how far. One thread.
/// </summary>
internal sealed class ConditionBank
{
    private readonly IndicatorSource[] _sources;
    private readonly double[] _values;

    internal ConditionBank(ConditionDocument document, long sampleNs)
    {
        SampleNs = sampleNs;
        _sources = new IndicatorSource[document.Indicators.Length];
        _values = new double[_sources.Length];
        for (var i = 0; i < _sources.Length; i++)
        {
            _sources[i] = document.Indicators[i].Create(sampleNs);
            _values[i] = double.NaN;
        }
    }

    /// <summary>How far apart its samples are, ns.</summary>
    internal long SampleNs { get; }

    /// <summary>The values at the last sample, by place.</summary>
    internal ReadOnlySpan<double> Values => _values;

    /// <summary>Whether every indicator has seen enough.</summary>
    internal bool IsReady
    {
        get
        {
            foreach (var source in _sources)
            {
                if (!source.IsReady)
                {
                    return false;
                }
            }

            return true;
        }
    }

    internal void Update(ConditionSample sample)
    {
        for (var i = 0; i < _sources.Length; i++)
        {
            _sources[i].Update(sample);
            _values[i] = _sources[i].Value;
        }
    }

    internal void VisitState(StateSink sink)
    {
        for (var i = 0; i < _sources.Length; i++)
        {
            _sources[i].VisitState(sink);
            sink.Visit(ref _values[i]);
        }
    }
}
