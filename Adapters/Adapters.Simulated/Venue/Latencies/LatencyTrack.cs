using System.Runtime.InteropServices;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Latencies;

/// <summary>Measured latencies by time. Immutable; any thread.</summary>
/// <remarks>
/// Between two points each leg is interpolated on the straight line, in whole nanoseconds rounded towards the earlier
/// point; before the first and after the last it is theirs. As hftbacktest's IntpOrderLatency.
/// </remarks>
public sealed class LatencyTrack
{
    private readonly LatencyPoint[] _points;

    /// <summary>Takes points.</summary>
    /// <exception cref="ArgumentException">
    /// There is none, their times do not grow, or a latency is negative: names the place.
    /// </exception>
    public LatencyTrack(ReadOnlySpan<LatencyPoint> points)
    {
        if (points.IsEmpty)
        {
            throw new ArgumentException("A track has at least one point.", nameof(points));
        }

        _points = points.ToArray();
        for (var i = 0; i < _points.Length; i++)
        {
            Check(i);
            LongestReplyNs = Math.Max(LongestReplyNs, _points[i].ReplyNs);
        }

        Digest = XxHash64.Hash(MemoryMarshal.AsBytes(_points.AsSpan()));
    }

    /// <summary>How many points there are.</summary>
    public int Count => _points.Length;

    /// <summary>A hash of all points: two tracks that say the same have the same.</summary>
    public ulong Digest { get; }

    /// <summary>The longest reply latency, ns.</summary>
    public long LongestReplyNs { get; }

    /// <summary>The latencies at a time.</summary>
    /// <param name="time">When.</param>
    /// <param name="near">
    /// Where the last answer was found: 0 at first, then what the call has left there. It is a hint, no state: any
    /// value gives the same answer.
    /// </param>
    public LatencyPoint At(TimestampNs time, ref int near)
    {
        var last = _points.Length - 1;
        near = Math.Clamp(near, 0, last);
        while (near < last && _points[near + 1].Time <= time)
        {
            near++;
        }

        while (near > 0 && _points[near].Time > time)
        {
            near--;
        }

        ref readonly var before = ref _points[near];
        if (near == last || time <= before.Time)
        {
            return before with { Time = time };
        }

        ref readonly var after = ref _points[near + 1];
        var part = time - before.Time;
        var whole = after.Time - before.Time;
        return new LatencyPoint(
            time,
            Between(before.FeedNs, after.FeedNs, part, whole),
            Between(before.EntryNs, after.EntryNs, part, whole),
            Between(before.ReplyNs, after.ReplyNs, part, whole));
    }

    /// <summary>How many points and which: what makes a run with it another run.</summary>
    public override string ToString() => $"{Count} points, digest {Digest:x16}";

    private static long Between(long before, long after, long part, long whole) =>
        before + (long)((Int128)(after - before) * part / whole);

    private void Check(int index)
    {
        ref readonly var point = ref _points[index];
        if (index > 0 && point.Time <= _points[index - 1].Time)
        {
            throw new ArgumentException($"Point {index} is not later than the one before.", nameof(index));
        }

        if (point.FeedNs < 0 || point.EntryNs < 0 || point.ReplyNs < 0)
        {
            throw new ArgumentException($"Point {index} has a negative latency.", nameof(index));
        }
    }
}
