using Journal.Compression;
using Tests.Support;

namespace Tests.Journal.Compression;

/// <summary>Whatever the 64 bytes of a slot are, the codec gives them back, or says that it will not take them.</summary>
internal sealed class SlotCodecTests
{
    private const int EventKey = 2;
    private const int CommandKey = 1;

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public bool Any_words_come_back(ulong[] words, bool isCommand)
    {
        var slots = words.Concat(new ulong[8 - (words.Length % 8)]).ToArray();
        return ComesBack(slots, isCommand ? CommandKey : EventKey);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Random_mixtures_of_smooth_and_wild_fields_come_back(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 60; step++)
        {
            var slots = Mixture(random, random.Next(1, 700));

            Assert.That(ComesBack(slots, random.Next(2) == 0 ? EventKey : CommandKey), $"seed {seed}, step {step}");
        }
    }

    [Test]
    public void Extreme_values_come_back()
    {
        ulong[] extremes = [0, 1, ulong.MaxValue, 1UL << 63, (1UL << 63) - 1, (1UL << 63) + 1, 1UL << 62, 3];
        var random = new Random(7);
        var slots = new ulong[8 * 400];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = i % 8 == EventKey ? (ulong)random.Next(3) : extremes[random.Next(extremes.Length)];
        }

        Assert.That(ComesBack(slots, EventKey));
    }

    [Test]
    public void Slots_with_too_many_keys_are_refused()
    {
        var slots = new ulong[8 * (CodecLimits.Keys + 1)];
        for (var i = 0; i < slots.Length / 8; i++)
        {
            slots[(8 * i) + EventKey] = (ulong)i << 32;
        }

        Assert.That(TryEncode(slots, EventKey, new ByteSink()), Is.False);
    }

    [TestCase(11)]
    [TestCase(12)]
    public void Altered_bytes_never_reach_beyond_their_memory(int seed)
    {
        // No checksum stands in front here: the decoder itself must hold.
        var random = new Random(seed);
        var slots = Mixture(random, 300);
        var sink = new ByteSink();
        Assert.That(TryEncode(slots, EventKey, sink));
        var decoder = new SlotDecoder(EventKey);
        var decoded = new ulong[slots.Length];
        for (var step = 0; step < 20_000; step++)
        {
            var length = random.Next(8) == 0 ? random.Next(sink.Length) : sink.Length;
            var buffer = new byte[length + CodecLimits.SlackBytes];
            sink.Written[..length].CopyTo(buffer);
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                // Mostly the tables at the front, where numbers become places.
                buffer[random.Next(random.Next(3) == 0 ? buffer.Length : Math.Min(200, buffer.Length))] =
                    (byte)random.Next(256);
            }

            var source = new ByteSource(buffer.AsSpan(0, length));
            _ = decoder.TryBegin(ref source, buffer, 0) && decoder.TryDecode(decoded);
        }
    }

    [Test]
    public void Decoding_allocates_nothing_once_the_tables_have_grown()
    {
        var slots = Mixture(new Random(5), 500);
        var sink = new ByteSink();
        Assert.That(TryEncode(slots, EventKey, sink));
        var buffer = new byte[sink.Length + CodecLimits.SlackBytes];
        sink.Written.CopyTo(buffer);
        var decoder = new SlotDecoder(EventKey);
        var decoded = new ulong[slots.Length];

        var bytes = Allocations.Least(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                var source = new ByteSource(buffer.AsSpan(0, sink.Length));
                _ = decoder.TryBegin(ref source, buffer, 0) && decoder.TryDecode(decoded);
            }
        });

        Assert.That(bytes, Is.Zero);
    }

    [Test]
    public void The_same_slots_always_give_the_same_bytes()
    {
        var slots = Mixture(new Random(3), 600);
        var (first, second) = (new ByteSink(), new ByteSink());
        var encoder = new SlotEncoder(EventKey);
        encoder.Slots.Add(Mixture(new Random(4), 900));
        encoder.TryEncode(new ByteSink());
        encoder.Slots.Clear();
        encoder.Slots.Add(slots);

        encoder.TryEncode(first);
        TryEncode(slots, EventKey, second);

        Assert.That(first.Written.SequenceEqual(second.Written));
    }

    private static bool ComesBack(ulong[] slots, int keyWord)
    {
        var sink = new ByteSink();
        if (!TryEncode(slots, keyWord, sink))
        {
            return false;
        }

        var buffer = new byte[sink.Length + CodecLimits.SlackBytes];
        sink.Written.CopyTo(buffer);
        var source = new ByteSource(buffer.AsSpan(0, sink.Length));
        var decoder = new SlotDecoder(keyWord);
        var decoded = new ulong[slots.Length];
        return decoder.TryBegin(ref source, buffer, 0) && decoder.TryDecode(decoded) && decoder.IsAtEnd
            && source.Remaining == 0 && decoded.AsSpan().SequenceEqual(slots);
    }

    private static bool TryEncode(ReadOnlySpan<ulong> slots, int keyWord, ByteSink sink)
    {
        var encoder = new SlotEncoder(keyWord);
        encoder.Slots.Add(slots);
        return encoder.TryEncode(sink);
    }

    /// <summary>Fields that are constant, that step, that wander, and that are anything; few keys.</summary>
    private static ulong[] Mixture(Random random, int count)
    {
        var slots = new ulong[8 * count];
        for (var word = 0; word < 8; word++)
        {
            var value = (ulong)random.NextInt64();
            var manner = random.Next(5);
            var step = (ulong)random.Next(1, 1_000);
            for (var i = 0; i < count; i++)
            {
                value = manner switch
                {
                    0 => value,
                    1 => value + step,
                    2 => value + (step * (ulong)random.Next(-50, 50)),
                    3 => (ulong)random.Next(4) * step,
                    _ => (ulong)random.NextInt64(long.MinValue, long.MaxValue),
                };
                slots[(8 * i) + word] = word is EventKey or CommandKey ? value & 0x0001_0001_0003 : value;
            }
        }

        return slots;
    }
}
