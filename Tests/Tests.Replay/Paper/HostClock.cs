using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Replay.Paper;

/// <summary>The moments at which a host looks at its clock, in real order: any, not those that the core waits for.</summary>
internal sealed class HostClock(long seed, int looksMax)
{
    private SeededRandom _random = new(seed);

    /// <summary>Moments strictly after one event and up to the next, in order.</summary>
    public IReadOnlyList<TimestampNs> Between(TimestampNs after, TimestampNs upTo)
    {
        var gap = upTo.Value - after.Value;
        var count = gap <= 0 ? 0 : (int)_random.NextBelow(looksMax + 1);
        return
        [
            .. Enumerable.Range(0, count)
                .Select(_ => new TimestampNs(after.Value + 1 + _random.NextBelow(gap)))
                .Order(),
        ];
    }

    /// <summary>Whether something happens that happens once in so many times.</summary>
    public bool Happens(int onceIn) => _random.NextBelow(onceIn) == 0;
}
