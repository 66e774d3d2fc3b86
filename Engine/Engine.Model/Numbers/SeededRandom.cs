using System.Diagnostics;
using System.Numerics;
using Engine.Model.State;

namespace Engine.Model.Numbers;

/// <summary>xoshiro256** (Blackman and Vigna, 2018), seeded by splitmix64. Its state is part of its owner's.</summary>
/// <remarks>
/// A mutable struct: keep one as a field that is not readonly. One thread. The default value is no generator: it would
/// give zeros for ever.
/// </remarks>
public struct SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of a seed; any seed is good.</summary>
    public SeededRandom(long seed)
    {
        var state = unchecked((ulong)seed);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        Debug.Assert((_s0 | _s1 | _s2 | _s3) != 0, "The generator was made with a seed.");
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A number in [0, 1), of 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, bound), each equally likely (Lemire, 2019).</summary>
    /// <param name="bound">Positive.</param>
    public long NextBelow(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(NextBits(), range, out var low);
        if (low < range)
        {
            var threshold = unchecked(0 - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextBits(), range, out low);
            }
        }

        return (long)high;
    }

    /// <summary>
    /// A number of the standard normal distribution (Marsaglia's polar method; the second number is not kept).
    /// </summary>
    public double NextNormal()
    {
        while (true)
        {
            var x = (2 * NextDouble()) - 1;
            var y = (2 * NextDouble()) - 1;
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * DeterministicMath.Log(square) / square);
            }
        }
    }

    /// <summary>A number of the exponential distribution with mean 1.</summary>
    public double NextExponential() => -DeterministicMath.Log(1 - NextDouble());

    /// <summary>Visits the state.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _s0);
        sink.Visit(ref _s1);
        sink.Visit(ref _s2);
        sink.Visit(ref _s3);
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
