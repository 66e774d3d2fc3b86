using Engine.Books;
using Engine.Model.Numbers;

namespace Tests.Books;

/// <summary>The leaves against a sorted dictionary: splits, merges and every kind of search.</summary>
[TestFixture]
internal sealed class FarLevelsTests
{
    // A bias above one half grows the store, below it shrinks it: every walk does both by turns.
    [TestCase(1, 40)]
    [TestCase(2, 5_000)]
    [TestCase(3, 1_000_000_000_000)]
    public void Set_agrees_with_a_sorted_dictionary(int seed, long range)
    {
        var far = new FarLevels();
        var twin = new SortedDictionary<long, long>();
        var random = new SeededRandom(seed);
        for (var step = 0; step < 30_000; step++)
        {
            var isGrowing = step / 3_000 % 2 == 0;
            var key = !isGrowing && twin.Count > 0 && random.NextBelow(4) != 0
                ? AnyKey(far, ref random, range)
                : random.NextBelow(range) - (range / 2);
            var lots = isGrowing ? 1 + random.NextBelow(9) : 0;
            var before = twin.Count;
            if (lots > 0)
            {
                twin[key] = lots;
            }
            else
            {
                twin.Remove(key);
            }

            Assert.That(far.Set(key, lots), Is.EqualTo(twin.Count - before), $"seed {seed}, step {step}");
            Assert.That(far.QuantityAt(key), Is.EqualTo(lots));
            if (step % 500 == 0)
            {
                far.AssertWhole();
                AssertSame(far, twin, $"seed {seed}, step {step}");
            }
        }
    }

    [Test]
    public void TryFrom_finds_the_key_itself_or_the_next_above()
    {
        var far = new FarLevels();
        Assert.That(far.TryFrom(0, out _, out _), Is.False);
        for (var key = 0L; key < 1_000; key += 10)
        {
            far.Set(key, key + 1);
        }

        for (var key = -5L; key <= 990; key++)
        {
            Assert.That(far.TryFrom(key, out var from, out var lots), Is.True);
            var expected = key <= 0 ? 0 : (key + 9) / 10 * 10;
            Assert.That((from, lots), Is.EqualTo((expected, expected + 1)));
        }

        Assert.That(far.TryFrom(991, out _, out _), Is.False);
    }

    private static long AnyKey(FarLevels far, ref SeededRandom random, long range) =>
        far.TryFrom(random.NextBelow(range) - (range / 2), out var key, out _) ? key : 0;

    private static void AssertSame(FarLevels far, SortedDictionary<long, long> twin, string where)
    {
        var walked = new List<(long, long)>();
        for (var found = far.TryHighest(out var key, out var lots); found; found = far.TryBelow(key, out key, out lots))
        {
            walked.Add((key, lots));
        }

        Assert.That(walked, Is.EqualTo(twin.Reverse().Select(level => (level.Key, level.Value))), where);
        Assert.That(far.Count, Is.EqualTo(twin.Count), where);
    }
}
