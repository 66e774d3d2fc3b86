namespace Replay.Statistics;

/// <summary>Mean, spread and downside of a stream of returns, in constant memory. Single writer.</summary>
/// <remarks>
/// Welford's update ("Note on a method for calculating corrected sums of squares and products", Technometrics 4(3),
/// 1962): sums of squares would lose the small differences that returns are made of. Runs of zero returns are merged
/// at once by the pairwise formula of Chan, Golub and LeVeque (1979). Only + − × ÷ and the square root: the same
/// returns in the same order give the same bits everywhere.
/// </remarks>
public sealed class ReturnMoments
{
    private double _squares;
    private double _downsideSquares;

    /// <summary>Returns so far.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; zero without any.</summary>
    public double Mean { get; private set; }

    /// <summary>Σ (r − mean)².</summary>
    internal double Squares => _squares;

    /// <summary>Σ min(r, 0)².</summary>
    internal double DownsideSquares => _downsideSquares;

    /// <summary>The sample standard deviation (n − 1); null for fewer than two.</summary>
    public double? StandardDeviation => Count < 2 ? null : Math.Sqrt(_squares / (Count - 1));

    /// <summary>
    /// The downside deviation against a target of zero, √(Σ min(r, 0)² ÷ n), over all returns, not over the negative
    /// ones only (Sortino and van der Meer, "Downside Risk", Journal of Portfolio Management 17(4), 1991); null
    /// without returns.
    /// </summary>
    public double? DownsideDeviation => Count == 0 ? null : Math.Sqrt(_downsideSquares / Count);

    /// <summary>Takes one return, as a fraction.</summary>
    public void Add(double value)
    {
        Count++;
        var delta = value - Mean;
        Mean += delta / Count;
        _squares += delta * (value - Mean);
        if (value < 0)
        {
            _downsideSquares += value * value;
        }
    }

    /// <summary>Takes many returns of zero: equity that stood still.</summary>
    /// <param name="count">Not negative.</param>
    public void AddZeros(long count)
    {
        if (count == 0)
        {
            return;
        }

        var total = Count + count;
        _squares += Mean * Mean * Count / total * count;
        Mean = Mean * Count / total;
        Count = total;
    }

    /// <summary>The same moments, to go on with apart from these.</summary>
    internal ReturnMoments Copy() => (ReturnMoments)MemberwiseClone();
}
