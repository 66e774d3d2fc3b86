using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

internal sealed class RollingTotalTests
{
    [FsCheck.NUnit.Property]
    public void Total_is_the_sum_of_the_last_beats(byte length, int[] amounts)
    {
        var window = 1 + (length % 20);
        var total = new RollingTotal(window);
        var beats = new List<long> { 0 };

        foreach (var amount in amounts)
        {
            total.Add(amount);
            beats[^1] += amount;
            Assert.That(total.Total, Is.EqualTo(beats.TakeLast(window).Sum()));

            total.Roll();
            beats.Add(0);
            Assert.That(total.Total, Is.EqualTo(beats.TakeLast(window).Sum()));
            Assert.That(total.IsFull, Is.EqualTo(beats.Count >= window));
        }
    }
}
