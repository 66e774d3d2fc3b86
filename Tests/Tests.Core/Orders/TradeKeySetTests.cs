using Engine.Core.Orders;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>A fill is known by account, instrument and the venue's whole key.</summary>
internal sealed class TradeKeySetTests
{
    [Test]
    public void Same_key_on_another_instrument_or_account_is_another_fill()
    {
        var set = new TradeKeySet();

        Assert.That(set.Add(new AccountId(1), new InstrumentId(0), Key128.FromNumber(5)), Is.True);
        Assert.That(set.Add(new AccountId(1), new InstrumentId(1), Key128.FromNumber(5)), Is.True);
        Assert.That(set.Add(new AccountId(2), new InstrumentId(0), Key128.FromNumber(5)), Is.True);
        Assert.That(set.Add(new AccountId(1), new InstrumentId(0), Key128.FromNumber(5)), Is.False);
    }

    [Test]
    public void Latest_keys_are_known_after_many_more()
    {
        var set = new TradeKeySet();
        for (var key = 0L; key < 100_000; key++)
        {
            Assert.That(set.Add(new AccountId(1), new InstrumentId(0), new Key128(key * 7, key)), Is.True);
        }

        for (var key = 99_000L; key < 100_000; key++)
        {
            Assert.That(set.Add(new AccountId(1), new InstrumentId(0), new Key128(key * 7, key)), Is.False);
        }
    }

    [Test]
    public void Key_leaves_when_the_last_place_behind_it_is_taken()
    {
        const int Capacity = 16_384;
        var set = new TradeKeySet();
        for (var key = 0L; key < Capacity; key++)
        {
            set.Add(new AccountId(1), new InstrumentId(0), Key128.FromNumber(key));
        }

        Assert.That(set.Add(new AccountId(1), new InstrumentId(0), Key128.FromNumber(0)), Is.False);
        Assert.That(set.Add(new AccountId(1), new InstrumentId(0), Key128.FromNumber(Capacity)), Is.True);
        Assert.That(set.Add(new AccountId(1), new InstrumentId(0), Key128.FromNumber(1)), Is.False);
        Assert.That(set.Add(new AccountId(1), new InstrumentId(0), Key128.FromNumber(0)), Is.True);
    }

    [Test]
    public void Add_agrees_with_a_slow_twin([Values(1, 2, 3)] int seed)
    {
        const int Capacity = 16_384;
        var random = new Random(seed);
        var set = new TradeKeySet();
        var order = new Queue<(int Account, int Instrument, Key128 Key)>();
        var known = new HashSet<(int Account, int Instrument, Key128 Key)>();
        for (var step = 0; step < 200_000; step++)
        {
            // Few enough that many come again, some while they are known and some after they have left.
            var key = (random.Next(2), random.Next(3), new Key128(random.Next(20_000), random.Next(2)));
            var isNew = known.Add(key);
            if (isNew)
            {
                order.Enqueue(key);
            }

            var answer = set.Add(new AccountId((ushort)key.Item1), new InstrumentId(key.Item2), key.Item3);
            Assert.That(answer, Is.EqualTo(isNew), $"seed {seed}, step {step}");
            if (order.Count > Capacity)
            {
                known.Remove(order.Dequeue());
            }
        }
    }
}
