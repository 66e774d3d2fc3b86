namespace Replay.Quality;

/// <summary>Finds prices that lie too far from the one before. One thread; allocates nothing.</summary>
/// <remarks>
/// What is far is told by the median of the last changes, which a few bad prices do not move. The median is renewed
/// after so many changes as make it worth sorting them.
/// </remarks>
internal sealed class PriceJumps
{
    private const int Kept = 256;
    private const int RenewAfter = 64;
    private const long BasisPoints = 10_000;

    private readonly QualityLimits _limits;
    private readonly long[] _changes = new long[Kept];
    private readonly long[] _sorted = new long[Kept];
    private long _last;
    private long _seen;
    private long _median;

    internal PriceJumps(QualityLimits limits) => _limits = limits;

    /// <summary>Takes a price.</summary>
    /// <param name="price">The price, in ticks or half ticks, always the same unit.</param>
    /// <returns>The jump in basis points where it is one, else 0.</returns>
    internal long Take(long price)
    {
        var before = _last;
        if (price <= 0)
        {
            return 0;
        }

        _last = price;
        if (before == 0 || price == before)
        {
            return 0;
        }

        var change = Math.Abs(price - before);
        var points = (long)Int128.Min((Int128)change * BasisPoints / before, long.MaxValue);
        var isFar = points >= _limits.JumpFloorBasisPoints && _median > 0 && change / _median >= _limits.JumpMedians;
        if (points >= _limits.JumpBasisPoints || isFar)
        {
            return points;
        }

        _changes[_seen++ % Kept] = change;
        if (_seen % RenewAfter == 0)
        {
            Renew();
        }

        return 0;
    }

    private void Renew()
    {
        var count = (int)Math.Min(_seen, Kept);
        _changes.AsSpan(0, count).CopyTo(_sorted);
        var sorted = _sorted.AsSpan(0, count);
        sorted.Sort();
        _median = sorted[count / 2];
    }
}
