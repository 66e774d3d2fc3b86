using System.Text;
using Engine.Model.Numbers;
using Engine.Model.State;

namespace Tests.Model.State;

[TestFixture]
internal sealed class XxHash64Tests
{
    // Published vectors of seed 0.
    [TestCase("", 0xEF46DB3751D8E999UL)]
    [TestCase("a", 0xD24EC4F1A98C6E5BUL)]
    [TestCase("abc", 0x44BC2CF5AD770999UL)]
    [TestCase("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1UL)]
    public void Hash_gives_the_published_values(string text, ulong expected)
    {
        var bytes = Encoding.ASCII.GetBytes(text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(XxHash64.Hash(bytes), Is.EqualTo(expected));
            Assert.That(XxHash64Twin.Hash(bytes), Is.EqualTo(expected), "The twin.");
        }
    }

    [Test]
    public void Hash_agrees_with_the_twin_at_every_length([Range(0, 130)] int length)
    {
        var random = new SeededRandom(length);
        var bytes = new byte[length];
        foreach (ref var value in bytes.AsSpan())
        {
            value = (byte)random.NextBits();
        }

        Assert.That(XxHash64.Hash(bytes), Is.EqualTo(XxHash64Twin.Hash(bytes)));
    }

    [Test]
    public void Add_of_words_is_the_hash_of_their_little_endian_bytes([Range(0, 17)] int count)
    {
        var random = new SeededRandom(count);
        var hash = new XxHash64();
        var bytes = new List<byte>();
        for (var i = 0; i < count; i++)
        {
            var word = random.NextBits();
            hash.Add(word);
            for (var shift = 0; shift < 64; shift += 8)
            {
                bytes.Add((byte)(word >> shift));
            }
        }

        Assert.That(hash.Finish(), Is.EqualTo(XxHash64Twin.Hash([.. bytes])));
    }

    [Test]
    public void Finish_leaves_the_hash_open_for_more()
    {
        var hash = new XxHash64();
        hash.Add(1);
        var first = hash.Finish();
        var again = hash.Finish();
        hash.Add(2);

        var whole = new XxHash64();
        whole.Add(1);
        whole.Add(2);
        Assert.That((again, hash.Finish()), Is.EqualTo((first, whole.Finish())));
    }

    [Test]
    public void Add_tells_the_order_of_words()
    {
        var forward = new XxHash64();
        forward.Add(1);
        forward.Add(2);
        var backward = new XxHash64();
        backward.Add(2);
        backward.Add(1);

        Assert.That(forward.Finish(), Is.Not.EqualTo(backward.Finish()));
    }

    [Test]
    public void Add_and_Finish_allocate_nothing()
    {
        var sum = HashSome();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            sum ^= HashSome();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, $"{sum}");
    }

    private static ulong HashSome()
    {
        var hash = new XxHash64();
        for (var word = 0UL; word < 11; word++)
        {
            hash.Add(word);
        }

        return hash.Finish();
    }
}
