using Engine.Core.Risk;

namespace Tests.Core.Risk;

/// <summary>The window against a list of all that ever happened.</summary>
internal sealed class SlidingWindowTests
{
    [FsCheck.NUnit.Property]
    public void Count_is_that_of_the_slow_window_up_to_the_limit(byte[] steps, byte limit)
    {
        var most = 1 + (limit % 9);
        var window = new SlidingWindow(100);
        window.SetLimit(most);
        var all = new List<long>();
        long now = 0;
        foreach (var step in steps)
        {
            now += step;
            Assert.That(window.CountAt(now), Is.EqualTo(Math.Min(most, all.Count(time => time > now - 100))));
            window.Add(now);
            all.Add(now);
        }
    }

    [FsCheck.NUnit.Property]
    public void Another_limit_keeps_the_newest(byte[] steps, byte first, byte second)
    {
        var (before, after) = (1 + (first % 9), 1 + (second % 9));
        var window = new SlidingWindow(1_000_000);
        window.SetLimit(before);
        long now = 0;
        foreach (var step in steps)
        {
            window.Add(now += step);
        }

        window.SetLimit(after);

        Assert.That(window.CountAt(now), Is.EqualTo(Math.Min(steps.Length, Math.Min(before, after))));
    }

    [Test]
    public void Window_without_a_limit_keeps_nothing()
    {
        var window = new SlidingWindow(100);

        window.Add(1);

        Assert.That(window.CountAt(1), Is.Zero);
    }
}
