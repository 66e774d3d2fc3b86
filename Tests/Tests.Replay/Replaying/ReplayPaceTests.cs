using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Replaying;

namespace Tests.Replay.Replaying;

/// <summary>A replay that takes its time: shown by whether it would wait, not by a clock.</summary>
internal sealed class ReplayPaceTests
{
    private static readonly CancellationToken Interrupted = new(canceled: true);

    [Test]
    public void Await_of_the_first_public_event_does_not_wait() =>
        Assert.That(() => new ReplayPace(0.001).Await(Trade(seconds: 1), Interrupted), Throws.Nothing);

    [Test]
    public void Await_of_what_comes_before_the_market_does_not_wait()
    {
        var pace = new ReplayPace(0.001);
        var definition = Event.Create(EventKind.AssetDefined, TimestampNs.Zero, InstrumentId.None);

        pace.Await(in definition, Interrupted);

        Assert.That(() => pace.Await(Trade(seconds: 1_000_000), Interrupted), Throws.Nothing);
    }

    [Test]
    public void Await_of_a_later_event_waits_and_can_be_interrupted()
    {
        var pace = new ReplayPace(1);
        pace.Await(Trade(seconds: 1), CancellationToken.None);

        Assert.That(
            () => pace.Await(Trade(seconds: 100_000), Interrupted), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Await_at_a_speed_at_which_the_pause_is_nothing_does_not_wait()
    {
        var pace = new ReplayPace(1_000_000);
        pace.Await(Trade(seconds: 1), CancellationToken.None);

        Assert.That(() => pace.Await(Trade(seconds: 2), Interrupted), Throws.Nothing);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Speed_that_is_none_is_refused(double speed) =>
        Assert.That(() => new ReplayPace(speed), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static Event Trade(long seconds) => Event.Create(
        EventKind.Trade, new TimestampNs(seconds * TimestampNs.PerSecond), new InstrumentId(0));
}
