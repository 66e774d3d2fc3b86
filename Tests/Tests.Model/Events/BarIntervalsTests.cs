using Engine.Model.Events;

namespace Tests.Model.Events;

[TestFixture]
internal sealed class BarIntervalsTests
{
    [TestCase(BarInterval.OneSecond, "1s", 1)]
    [TestCase(BarInterval.OneMinute, "1m", 60)]
    [TestCase(BarInterval.ThreeMinutes, "3m", 180)]
    [TestCase(BarInterval.FiveMinutes, "5m", 300)]
    [TestCase(BarInterval.FifteenMinutes, "15m", 900)]
    [TestCase(BarInterval.ThirtyMinutes, "30m", 1_800)]
    [TestCase(BarInterval.OneHour, "1h", 3_600)]
    [TestCase(BarInterval.TwoHours, "2h", 7_200)]
    [TestCase(BarInterval.FourHours, "4h", 14_400)]
    [TestCase(BarInterval.SixHours, "6h", 21_600)]
    [TestCase(BarInterval.EightHours, "8h", 28_800)]
    [TestCase(BarInterval.TwelveHours, "12h", 43_200)]
    [TestCase(BarInterval.OneDay, "1d", 86_400)]
    public void Interval_has_its_name_and_its_length(BarInterval interval, string name, long seconds)
    {
        var found = BarIntervals.TryParse(name, out var parsed);

        Assert.That(
            (interval.Name(), interval.LengthNs(), found, parsed),
            Is.EqualTo((name, seconds * 1_000_000_000, true, interval)));
    }

    [Test]
    public void LengthNs_is_known_for_every_interval([Values] BarInterval interval) =>
        Assert.That(interval.LengthNs() > 0, Is.EqualTo(interval != BarInterval.None));

    [TestCase(BarInterval.None)]
    [TestCase((BarInterval)14)]
    [TestCase((BarInterval)255)]
    public void Name_and_length_of_no_interval_are_none_and_zero(BarInterval interval) =>
        Assert.That((interval.Name(), interval.LengthNs()), Is.EqualTo(("none", 0L)));

    [TestCase("")]
    [TestCase("none")]
    [TestCase("1M")]
    [TestCase("1w")]
    [TestCase("60m")]
    [TestCase("1m ")]
    public void TryParse_refuses_what_is_no_interval(string name) =>
        Assert.That((BarIntervals.TryParse(name, out var interval), interval), Is.EqualTo((false, BarInterval.None)));
}
