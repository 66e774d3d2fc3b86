using Engine.Host.Cli;
using Engine.Model.Units;
using Journal.Rendering;

namespace Tests.Host.Cli;

internal sealed class PointInStreamTests
{
    [Test]
    public void Parse_digits_gives_a_sequence() =>
        Assert.That(PointInStream.Parse("--from", "12"), Is.EqualTo(new PointInStream(12, null)));

    [TestCase("1970-01-02", 86_400_000_000_000)]
    [TestCase("1970-01-01T00:01", 60_000_000_000)]
    [TestCase("1970-01-01T00:00:01Z", 1_000_000_000)]
    [TestCase("1970-01-01T00:00:00.5Z", 500_000_000)]
    [TestCase("1970-01-01T00:00:00.000000001Z", 1)]
    public void Parse_a_time_keeps_every_nanosecond(string text, long nanoseconds) =>
        Assert.That(PointInStream.Parse("--from", text).Time, Is.EqualTo(new TimestampNs(nanoseconds)));

    [Test]
    public void Parse_takes_what_is_printed()
    {
        var time = new TimestampNs(1_767_225_600_123_456_789);

        Assert.That(PointInStream.Parse("--to", IsoTime.Format(time)).Time, Is.EqualTo(time));
    }

    [TestCase("")]
    [TestCase("-1")]
    [TestCase("yesterday")]
    [TestCase("2026-13-01")]
    [TestCase("2026-01-01T00:00:00.0000000001Z")]
    [TestCase("9999-12-31")]
    public void Parse_anything_else_says_what_is_allowed(string text) =>
        Assert.That(
            () => PointInStream.Parse("--from", text),
            Throws.TypeOf<UsageException>().With.Message.Contains("--from").And.Message.Contains("UTC"));
}
