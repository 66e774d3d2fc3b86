using System.Text;
using Engine.Model.Events.Payloads;

namespace Tests.Model.Events;

[TestFixture]
internal sealed class TextTests
{
    private static readonly string[] Texts = ["", "BTC", "ÄÖÜ€", "1000SATSUSDT", "币安人生"];

    [Test]
    public void From_then_ToString_gives_the_same_text([ValueSource(nameof(Texts))] string text)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text24.From(text).ToString(), Is.EqualTo(text));
            Assert.That(Text32.From(text).ToString(), Is.EqualTo(text));
            Assert.That(Text40.From(text).ToString(), Is.EqualTo(text));
        }
    }

    [Test]
    public void From_takes_as_many_bytes_as_there_are()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text24.From(new string('x', 24)).ToString(), Has.Length.EqualTo(24));
            Assert.That(Text32.From(new string('x', 32)).ToString(), Has.Length.EqualTo(32));
            Assert.That(Text40.From(new string('x', 40)).ToString(), Has.Length.EqualTo(40));
        }
    }

    [Test]
    public void From_refuses_one_byte_more()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => Text24.From(new string('x', 25)), Throws.ArgumentException.With.Message.Contains("24 bytes"));
            Assert.That(
                () => Text32.From(new string('x', 33)), Throws.ArgumentException.With.Message.Contains("32 bytes"));
            Assert.That(
                () => Text40.From(new string('x', 41)), Throws.ArgumentException.With.Message.Contains("40 bytes"));
        }
    }

    [Test]
    public void From_counts_bytes_not_characters() =>
        Assert.That(() => Text24.From(new string('€', 9)), Throws.ArgumentException);

    [Test]
    public void From_refuses_a_zero_byte_that_would_end_the_text() =>
        Assert.That(() => Text24.From("a\0b"), Throws.ArgumentException);

    [Test]
    public void From_refuses_half_a_surrogate_pair() =>
        Assert.That(() => Text24.From("a\ud800"), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void From_refuses_null() => Assert.That(() => Text24.From((string)null!), Throws.ArgumentNullException);

    [Test]
    public void From_lays_utf8_to_the_left_and_pads_with_zeros()
    {
        var text = Text24.From("a€");

        Assert.That(
            ((ReadOnlySpan<byte>)text).ToArray(), Is.EqualTo(Encoding.UTF8.GetBytes("a€").Concat(new byte[20])));
    }

    [Test]
    public void ToString_of_the_default_is_empty() => Assert.That(default(Text40).ToString(), Is.Empty);

    [Test]
    public void Text24_keeps_bytes_of_utf8_as_they_are() =>
        Assert.That(Text24.From("unrealized_pnl_pct"u8).ToString(), Is.EqualTo("unrealized_pnl_pct"));

    [Test]
    public void Text24_refuses_bytes_that_do_not_fit() =>
        Assert.That(() => Text24.From(new byte[25].AsSpan()), Throws.ArgumentException);
}
