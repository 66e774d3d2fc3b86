using Adapters.Simulated.Venue.Latencies;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>Measured latencies between their points.</summary>
public sealed class LatencyTrackTests
{
    private static readonly LatencyTrack Track = new(
    [
        new LatencyPoint(new TimestampNs(1_000), 10, 100, 1_000),
        new LatencyPoint(new TimestampNs(2_000), 20, 50, 1_000),
        new LatencyPoint(new TimestampNs(2_003), 20, 51, 7),
    ]);

    [TestCase(0, 10, 100, 1_000)]
    [TestCase(1_000, 10, 100, 1_000)]
    [TestCase(1_500, 15, 75, 1_000)]
    [TestCase(1_999, 19, 51, 1_000)]
    [TestCase(2_000, 20, 50, 1_000)]
    [TestCase(2_001, 20, 50, 669)]
    [TestCase(2_003, 20, 51, 7)]
    [TestCase(9_000, 20, 51, 7)]
    public void At_interpolates_between_points_and_holds_the_ends(long time, long feed, long entry, long reply)
    {
        var near = 0;

        var point = Track.At(new TimestampNs(time), ref near);

        Assert.That(point, Is.EqualTo(new LatencyPoint(new TimestampNs(time), feed, entry, reply)));
    }

    [FsCheck.NUnit.Property]
    public void At_gives_the_same_wherever_it_looks_first(int seed)
    {
        var random = new SeededRandom(seed);
        var near = 0;
        for (var i = 0; i < 50; i++)
        {
            var time = new TimestampNs(random.NextBelow(3_000));
            var fresh = 0;
            var wild = (int)random.NextBelow(100) - 50;
            var expected = Track.At(time, ref fresh);

            Assert.That(Track.At(time, ref near), Is.EqualTo(expected));
            Assert.That(Track.At(time, ref wild), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Digest_tells_tracks_apart()
    {
        var same = new LatencyTrack([new LatencyPoint(new TimestampNs(1), 2, 3, 4)]);
        var equal = new LatencyTrack([new LatencyPoint(new TimestampNs(1), 2, 3, 4)]);
        var other = new LatencyTrack([new LatencyPoint(new TimestampNs(1), 2, 3, 5)]);

        Assert.That(equal.ToString(), Is.EqualTo(same.ToString()));
        Assert.That(other.ToString(), Is.Not.EqualTo(same.ToString()));
    }

    [Test]
    public void Track_without_points_is_refused() =>
        Assert.That(() => new LatencyTrack([]), Throws.ArgumentException);

    [TestCase(1, 5)]
    [TestCase(2, -5)]
    public void Track_that_goes_back_or_below_zero_is_refused(long time, long reply) =>
        Assert.That(
            () => new LatencyTrack(
            [
                new LatencyPoint(new TimestampNs(1), 0, 0, 0), new LatencyPoint(new TimestampNs(time), 0, 0, reply),
            ]),
            Throws.ArgumentException.With.Message.Contain("1"));
}
