namespace Replay.Statistics;

/// <summary>A mean of values that count by their weight. Single writer.</summary>
public struct WeightedMean
{
    private double _sum;
    private double _weight;

    /// <summary>Values taken.</summary>
    public long Count { get; private set; }

    /// <summary>Σ value × weight ÷ Σ weight; null without weight.</summary>
    public readonly double? Value => _weight > 0 ? _sum / _weight : null;

    /// <summary>Takes a value.</summary>
    /// <param name="value">In the unit of the mean.</param>
    /// <param name="weight">Not negative.</param>
    public void Add(double value, double weight)
    {
        Count++;
        _sum += value * weight;
        _weight += weight;
    }

    /// <summary>Takes all that another mean has taken.</summary>
    public void Merge(in WeightedMean other)
    {
        Count += other.Count;
        _sum += other._sum;
        _weight += other._weight;
    }
}
