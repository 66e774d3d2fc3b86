using Engine.Core.Risk;
using Engine.Model.State;

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

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    public void Count_is_that_of_the_slow_window_over_random_steps(int most)
    {
        var (window, dice, all, now) = (new SlidingWindow(100), new Random(most), new List<long>(), 0L);
        window.SetLimit(most);
        for (var step = 0; step < 500; step++)
        {
            now += dice.Next(0, 60);
            Assert.That(window.CountAt(now), Is.EqualTo(Math.Min(most, all.Count(time => time > now - 100))));
            window.Add(now);
            all.Add(now);
        }
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(9)]
    public void Another_limit_keeps_the_newest_of_a_full_window(int after)
    {
        var window = new SlidingWindow(100);
        window.SetLimit(3);
        foreach (var time in new[] { 1, 11, 21, 31, 41 })
        {
            window.Add(time);
        }

        window.SetLimit(after);

        // Of 21, 31 and 41 the newest are kept, and each leaves when it is 100 old.
        Assert.That(
            new[] { 41, 120, 121, 131, 141 }.Select(now => window.CountAt(now)),
            Is.EqualTo(new[] { 3, 3, 2, 1, 0 }.Select(count => Math.Min(count, after))));
    }

    [Test]
    public void Window_that_is_put_back_goes_on_as_the_one_that_was_written()
    {
        var (window, restored, writer) = (new SlidingWindow(100), new SlidingWindow(100), new StateWriter());
        window.SetLimit(3);
        restored.SetLimit(3);
        foreach (var time in new[] { 1, 11, 21, 31, 41 })
        {
            window.Add(time);
        }

        window.VisitState(writer);
        restored.VisitState(new StateReader([.. writer.Words]));

        foreach (var now in new[] { 41, 120, 121, 131, 140, 141 })
        {
            Assert.That(window.CountAt(now), Is.EqualTo(now switch { < 121 => 3, < 131 => 2, < 141 => 1, _ => 0 }));
            Assert.That(restored.CountAt(now), Is.EqualTo(window.CountAt(now)));
        }
    }

    [Test]
    public void Window_of_the_same_limit_forgets_nothing()
    {
        var window = new SlidingWindow(100);
        window.SetLimit(3);
        window.Add(1);

        window.SetLimit(3);

        Assert.That(window.CountAt(1), Is.EqualTo(1));
    }

    [Test]
    public void Window_without_a_limit_keeps_nothing()
    {
        var window = new SlidingWindow(100);

        window.Add(1);

        Assert.That(window.CountAt(1), Is.Zero);
    }
}
