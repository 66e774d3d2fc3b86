using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Tests.Model.Units;

[TestFixture]
internal sealed class Key128Tests
{
    [Test]
    public void FromNumber_stands_in_the_low_half_alone([Values(0, 1, long.MaxValue, -1)] long number) =>
        Assert.That(Key128.FromNumber(number), Is.EqualTo(new Key128(number, 0)));

    [TestCase("")]
    [TestCase("1")]
    [TestCase("12345678")]
    [TestCase("123456789")]
    [TestCase("0123456789ABCDEF")]
    public void TryFromText_lays_the_text_to_the_left_and_pads_with_zeros(string text)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);

        var fits = Key128.TryFromText(bytes, out var key);

        Assert.That(fits, Is.True);
        Assert.That(
            MemoryMarshal.AsBytes(new ReadOnlySpan<Key128>(in key)).ToArray(),
            Is.EqualTo(bytes.Concat(new byte[16 - bytes.Length])));
    }

    [Test]
    public void TryFromText_puts_the_first_character_into_the_lowest_byte()
    {
        Key128.TryFromText("AB"u8, out var key);

        Assert.That(key, Is.EqualTo(new Key128(0x4241, 0)));
    }

    [Test]
    public void TryFromText_refuses_text_that_does_not_fit() => AssertRefused("0123456789ABCDEFG"u8);

    [Test]
    public void TryFromText_refuses_a_zero_byte_because_the_padding_would_hide_it() => AssertRefused("1\0"u8);

    [Test]
    public void Equality_compares_all_sixteen_bytes()
    {
        Key128.TryFromText("0123456789ABCDE1"u8, out var key);
        Key128.TryFromText("0123456789ABCDE2"u8, out var other);
        Key128.TryFromText("0123456789ABCDE1"u8, out var same);

        Assert.That((key == other, key == same), Is.EqualTo((false, true)));
    }

    [Test]
    public void None_is_the_default() => Assert.That(Key128.None, Is.EqualTo(default(Key128)));

    private static void AssertRefused(ReadOnlySpan<byte> text)
    {
        var fits = Key128.TryFromText(text, out var key);

        Assert.That((fits, key), Is.EqualTo((false, Key128.None)));
    }
}
