namespace Engine.Strategies.Conditions.Indicators;

/// <summary>The parameters of one indicator of a document, and how far apart its samples will be.</summary>
internal readonly ref struct IndicatorArguments
{
    private readonly ReadOnlySpan<double> _values;
    private readonly long _sampleNs;

    internal IndicatorArguments(ReadOnlySpan<double> values, long sampleNs)
    {
        _values = values;
        _sampleNs = sampleNs;
    }

    /// <summary>The length of a sample, in seconds.</summary>
    internal double SampleSeconds => _sampleNs / 1e9;

    internal int Integer(int place) => (int)_values[place];

    internal double Real(int place) => _values[place];

    /// <summary>A duration in samples, at least one.</summary>
    internal int Samples(int place) => (int)Math.Max(1, (long)_values[place] / _sampleNs);

    /// <summary>A duration in samples, of which there may be none.</summary>
    internal int SamplesOrNone(int place) => (int)((long)_values[place] / _sampleNs);
}
