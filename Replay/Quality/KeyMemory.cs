using Engine.Model.Units;

namespace Replay.Quality;

/// <summary>
/// Remembers about the last 4,096 trades by their keys. What it knows again is the same key, bit by bit; what it has
/// forgotten it does not know again. One thread; allocates once.
/// </summary>
internal sealed class KeyMemory
{
    private const int Bits = 12;
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly Key128[] _keys = new Key128[1 << Bits];

    /// <summary>Takes a key.</summary>
    /// <returns>Whether it was there.</returns>
    internal bool Knows(Key128 key)
    {
        var place = (((ulong)key.Low ^ ((ulong)key.High * Spread)) * Spread) >> (64 - Bits);
        ref var known = ref _keys[place];
        var isKnown = known == key;
        known = key;
        return isKnown;
    }
}
