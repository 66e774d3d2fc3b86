using System.Diagnostics;
using Adapters.Common.Ring;
using Engine.Model.Units;

namespace Tests.Adapters.Common;

public sealed class EngineTimeTests
{
    private const long Wall = 1_800_000_000_000_000_000;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public void At_runs_with_the_counter_from_the_wall_time_at_the_start()
    {
        var time = new EngineTime(new TimestampNs(Wall), ticks: 1_000);

        Assert.That(time.At(1_000).Value, Is.EqualTo(Wall));
        Assert.That(time.At(1_000 + Stopwatch.Frequency).Value, Is.EqualTo(Wall + TimestampNs.PerSecond));
    }

    [TestCase(100_000)]
    [TestCase(-100_000)]
    public void Slew_meets_the_wall_clock_within_the_time(long ahead)
    {
        var time = new EngineTime(new TimestampNs(Wall), ticks: 0);

        var told = time.Slew(new TimestampNs(Wall + ahead), Second, ticks: 0);

        Assert.That(told, Is.EqualTo(ahead));
        Assert.That(time.At(0).Value, Is.EqualTo(Wall), "nothing is stepped");
        Assert.That(
            time.At(Stopwatch.Frequency).Value, Is.EqualTo(Wall + TimestampNs.PerSecond + ahead).Within(1));
    }

    [TestCase(3_600 * TimestampNs.PerSecond, 500_000)]
    [TestCase(-3_600 * TimestampNs.PerSecond, -500_000)]
    public void Slew_to_a_wall_clock_that_has_jumped_is_told_and_stays_slow(long ahead, long expected)
    {
        var time = new EngineTime(new TimestampNs(Wall), ticks: 0);

        var told = time.Slew(new TimestampNs(Wall + ahead), Second, ticks: 0);

        Assert.That(told, Is.EqualTo(ahead));
        Assert.That(
            time.At(Stopwatch.Frequency).Value - Wall - TimestampNs.PerSecond, Is.EqualTo(expected).Within(1));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool At_never_goes_backwards(int[] drifts)
    {
        ArgumentNullException.ThrowIfNull(drifts);
        var time = new EngineTime(new TimestampNs(Wall), ticks: 0);
        long ticks = 0;
        var last = long.MinValue;
        foreach (var drift in drifts)
        {
            time.Slew(new TimestampNs(time.At(ticks).Value + drift), TimeSpan.FromMilliseconds(1), ticks);
            for (var step = 0; step < 20; step++)
            {
                var now = time.At(ticks).Value;
                if (now < last)
                {
                    return false;
                }

                last = now;
                ticks += step;
            }
        }

        return true;
    }

    [Test]
    public void StartNow_is_the_time_of_this_machine()
    {
        var before = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;

        Assert.That(EngineTime.StartNow().Now().Value / 1e9, Is.EqualTo(before).Within(5));
    }
}
