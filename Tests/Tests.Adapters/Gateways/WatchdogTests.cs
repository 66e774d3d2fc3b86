using Adapters.Common.Gateways;
using Engine.Disruptor;

namespace Tests.Adapters.Gateways;

/// <summary>A core that is dead, or has work and does none, is stopped; one that is idle or slow is not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WatchdogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly ListLog _log = new();
    private readonly ScriptedGateway _gateway = new();
    private readonly ManualTime _time = new();
    private readonly Heart _heart = new();

    [Test]
    public void Look_at_an_idle_core_does_nothing_however_long_it_is_idle()
    {
        using var dog = Make();
        _heart.Given = _heart.Done = 7;
        var pulled = dog.Look();

        _time.Advance(TimeSpan.FromHours(9));

        Assert.That((pulled, dog.Look()), Is.EqualTo((false, false)));
    }

    [Test]
    public void Look_at_a_core_that_moves_does_nothing_however_far_it_is_behind()
    {
        using var dog = Make();
        _heart.Given = 1_000_000;
        for (var i = 0; i < 10; i++)
        {
            _heart.Done++;
            _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
            Assert.That(dog.Look(), Is.False);
        }
    }

    // Exactly at the limit, and not before.
    [TestCase(1_999, false)]
    [TestCase(2_000, true)]
    public void Look_at_a_core_that_has_work_and_does_none_pulls_the_stop(int waitedMs, bool expected)
    {
        using var dog = Make();
        _heart.Given = 8;
        _heart.Done = 7;
        dog.Look();
        _time.Advance(TimeSpan.FromMilliseconds(waitedMs));

        Assert.That((dog.Look(), _gateway.AskedCount > 0), Is.EqualTo((expected, expected)));
        Assert.That(_log.Text, expected ? Does.Contain("stuck: 1 events wait for 2.0 s behind 7") : Is.Empty);
    }

    [Test]
    public void Look_at_a_dead_core_pulls_the_stop_at_once()
    {
        using var dog = Make();
        _heart.Fault = "'core' failed at 9: a mistake";

        Assert.That((dog.Look(), _gateway.AskedCount > 0), Is.EqualTo((true, true)));
        Assert.That(_log.Text, Does.Contain("'core' failed at 9: a mistake"));
    }

    [Test]
    public void Start_looks_from_a_thread_of_its_own_and_says_what_came_of_it()
    {
        using var said = new ManualResetEventSlim();
        var stop = new EmergencyStop([new GatewayDoor(_gateway)], _log, new EmergencyOptions());
        using var dog = new Watchdog(_heart, stop, TimeSpan.FromMilliseconds(50), TimeProvider.System)
        {
            Pulled = isAllClear => said.Set(),
        };
        _heart.Given = 1;

        dog.Start();

        Assert.That(said.Wait(TimeSpan.FromSeconds(20)), Is.True);
        Assert.That(stop.IsPulled, Is.True);
    }

    [Test]
    public void RingHeart_is_that_of_the_graph()
    {
        var (given, done, halt) = (new Sequence(5), new Sequence(3), new HaltSignal());
        var heart = new RingHeart(given, done, halt);
        var alive = (heart.Given, heart.Done, heart.Fault);

        halt.Fail("core", 4, new InvalidOperationException("a mistake"));

        Assert.That(alive, Is.EqualTo((5L, 3L, (string?)null)));
        Assert.That(heart.Fault, Is.EqualTo("'core' failed at 4: a mistake"));
    }

    private Watchdog Make() =>
        new(_heart, new EmergencyStop([new GatewayDoor(_gateway)], _log, new EmergencyOptions()), Limit, _time);

    private sealed class Heart : IHeart
    {
        public long Given { get; set; } = -1;

        public long Done { get; set; } = -1;

        public string? Fault { get; set; }
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        internal void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
