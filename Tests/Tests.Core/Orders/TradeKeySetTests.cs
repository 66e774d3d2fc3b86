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
}
