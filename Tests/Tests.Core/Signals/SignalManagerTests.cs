using Engine.Core.Signals;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Core.Signals;

/// <summary>Signals from hearing to their end, by numbers worked out by hand.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SignalManagerTests
{
    private const long MaxAge = 60 * TimestampNs.PerSecond;

    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Score_weighs_confidence_by_the_source_and_opposite_sides_against_each_other()
    {
        var manager = Make(ConflictRule.Net, 2, 1, 1);
        Add(manager, source: 1, Side.Bid, 0.8);
        Add(manager, source: 2, Side.Bid, 0.6);
        Add(manager, source: 3, Side.Ask, 0.4);

        var vote = manager.Weigh(CoreRig.Instrument);

        // (2 × 0.8 + 1 × 0.6 − 1 × 0.4) ÷ (2 + 1 + 1)
        Assert.That((vote.Side, vote.Sources), Is.EqualTo((Side.Bid, 2)));
        Assert.That(vote.Score, Is.EqualTo(0.45).Within(1e-15));
    }

    [Test]
    public void Score_of_the_strongest_side_alone_leaves_the_other_out()
    {
        var manager = Make(ConflictRule.Strongest, 1);
        Add(manager, source: 1, Side.Bid, 0.5);
        Add(manager, source: 2, Side.Ask, 0.9);

        var vote = manager.Weigh(CoreRig.Instrument);

        Assert.That((vote.Side, vote.Score, vote.Sources), Is.EqualTo((Side.Ask, 0.9, 1)));
    }

    [TestCase(ConflictRule.Net)]
    [TestCase(ConflictRule.Strongest)]
    public void Sides_that_weigh_the_same_cancel(ConflictRule rule)
    {
        var manager = Make(rule, 1);
        Add(manager, source: 1, Side.Bid, 0.5);
        Add(manager, source: 2, Side.Ask, 0.5);

        Assert.That(manager.Weigh(CoreRig.Instrument).Score, Is.Zero);
    }

    [Test]
    public void Signal_of_the_other_side_is_rejected_where_conflicts_are_refused()
    {
        var manager = Make(ConflictRule.Refuse, 1);
        Add(manager, source: 1, Side.Bid, 0.5);

        AssertRejected(manager, 2, Side.Ask, 0.5, ReasonCode.SignalConflict);
    }

    [Test]
    public void Same_side_of_the_same_source_is_a_duplicate()
    {
        var manager = Make(ConflictRule.Net, 1);
        Add(manager, source: 1, Side.Bid, 0.5);

        AssertRejected(manager, 1, Side.Bid, 0.9, ReasonCode.SignalDuplicate);
        Assert.That(manager.Weigh(CoreRig.Instrument).Score, Is.EqualTo(0.5));
    }

    [Test]
    public void Other_side_of_the_same_source_takes_back_what_it_said()
    {
        var manager = Make(ConflictRule.Refuse, 1);
        Add(manager, source: 1, Side.Bid, 0.5);

        var answer = Add(manager, source: 1, Side.Ask, 0.7);

        Assert.That(answer, Is.EqualTo(SignalState.Pending));
        Assert.That(manager.Weigh(CoreRig.Instrument), Is.EqualTo(new SignalVote(Side.Ask, 0.7, 1)));
        Assert.That(
            Told().Select(c => (c.SignalNumber, (SignalState)c.StateAfter, c.Reason)),
            Is.EqualTo(new[]
            {
                (1L, SignalState.Pending, ReasonCode.None),
                (1L, SignalState.Expired, ReasonCode.SignalReplaced),
                (2L, SignalState.Pending, ReasonCode.None),
            }));
    }

    [TestCase(0.29)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    [TestCase(-0.5)]
    public void Confidence_out_of_bounds_is_rejected(double confidence) =>
        AssertRejected(Make(ConflictRule.Net, 1), 1, Side.Bid, confidence, ReasonCode.SignalWeak);

    [Test]
    public void Source_without_weight_is_rejected() =>
        AssertRejected(Make(ConflictRule.Net, 0, 1), 1, Side.Bid, 0.5, ReasonCode.SignalUnweighted);

    [Test]
    public void Signal_on_data_that_is_not_sane_is_rejected()
    {
        _rig.Book(900, 1_100);

        AssertRejected(Make(ConflictRule.Net, 1), 1, Side.Bid, 0.5, ReasonCode.DataUnfit);
    }

    [Test]
    public void Signal_that_is_too_old_is_rejected()
    {
        var manager = Make(ConflictRule.Net, 1);
        var seen = _rig.Core.Clock;
        _rig.Tick(seen + MaxAge);

        Assert.That(
            manager.Add(_rig.Script.Now, SignalOf(1, Side.Bid, 0.5, seen)), Is.EqualTo(SignalState.Rejected));
        Assert.That(Told().Last().Reason, Is.EqualTo(ReasonCode.SignalExpired));
    }

    [Test]
    public void Signal_beyond_the_room_is_rejected()
    {
        var manager = Make(ConflictRule.Net, 1);
        for (ushort source = 1; source <= 4; source++)
        {
            Add(manager, source, Side.Bid, 0.5);
        }

        AssertRejected(manager, 5, Side.Bid, 0.5, ReasonCode.SignalTableFull);
    }

    [Test]
    public void Pending_signal_expires_exactly_at_its_age()
    {
        var manager = Make(ConflictRule.Net, 1);
        Add(manager, source: 1, Side.Bid, 0.5);
        var expiry = manager.NextExpiry;
        _rig.Tick(expiry + -1);
        manager.Expire(_rig.Script.Now);
        var before = manager.PendingCount;

        _rig.Tick(expiry);
        manager.Expire(_rig.Script.Now);

        Assert.That((before, manager.PendingCount), Is.EqualTo((1, 0)));
        Assert.That(
            (Told().Last().StateBefore, Told().Last().StateAfter),
            Is.EqualTo(((long)SignalState.Pending, (long)SignalState.Expired)));
    }

    [Test]
    public void Execute_ends_the_signals_of_its_side_alone()
    {
        var manager = Make(ConflictRule.Net, 1);
        Add(manager, source: 1, Side.Bid, 0.9);
        Add(manager, source: 2, Side.Ask, 0.3);
        Add(manager, source: 3, Side.Bid, 0.9);

        var executed = manager.Execute(_rig.Script.Now, CoreRig.Instrument, Side.Bid);

        Assert.That((executed, manager.PendingCount), Is.EqualTo((2, 1)));
        Assert.That(manager.Weigh(CoreRig.Instrument).Side, Is.EqualTo(Side.Ask));
    }

    [Test]
    public void Command_names_source_collector_side_price_and_confidence()
    {
        Add(Make(ConflictRule.Net, 1), source: 7, Side.Ask, 0.5);

        var told = Told().Single();

        Assert.That(
            (told.Source.Value, told.Strategy.Value, told.Side, told.Price.Value, told.SignalNumber),
            Is.EqualTo(((ushort)7, (ushort)1, Side.Ask, 1_000L, 1L)));
        Assert.That(BitConverter.Int64BitsToDouble(told.Count), Is.EqualTo(0.5));
    }

    [Test]
    public void VisitState_restores_what_is_pending()
    {
        var manager = Make(ConflictRule.Net, 2, 1);
        Add(manager, source: 1, Side.Bid, 0.8);
        Add(manager, source: 2, Side.Ask, 0.4);
        var writer = new StateWriter();
        manager.VisitState(writer);
        var other = Make(ConflictRule.Net, 2, 1);

        other.VisitState(new StateReader(writer.Words));

        Assert.That(other.Weigh(CoreRig.Instrument), Is.EqualTo(manager.Weigh(CoreRig.Instrument)));
        Assert.That(other.NextExpiry, Is.EqualTo(manager.NextExpiry));
    }

    [Test]
    public void Add_weigh_and_expire_allocate_nothing()
    {
        var manager = Make(ConflictRule.Net, 1);
        var context = _rig.Script.Now;
        _rig.Tick(_rig.Core.Clock);

        var bytes = Allocations.Least(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                manager.Add(context, SignalOf(1, i % 2 == 0 ? Side.Bid : Side.Ask, 0.5, context.Now));
                manager.Weigh(CoreRig.Instrument);
                manager.Expire(context);
            }

            _rig.Core.OnEvent(
                Engine.Model.Events.Event.Create(
                    Engine.Model.Events.EventKind.Tick, context.Now, InstrumentId.None),
                _rig.Core.Sequence + 1);
        });

        Assert.That(bytes, Is.Zero);
    }

    private static SignalManager Make(ConflictRule conflict, params ReadOnlySpan<double> weights)
    {
        var rules = new SignalRules { MaxAgeNs = MaxAge, MinConfidence = 0.3, Conflict = conflict };
        return new SignalManager(capacity: 4, rules, weights);
    }

    private static Signal SignalOf(ushort source, Side side, double confidence, TimestampNs time) => new()
    {
        Source = new StrategyId(source),
        SourceType = source,
        Instrument = CoreRig.Instrument,
        Side = side,
        Price = new PriceTicks(1_000),
        Confidence = confidence,
        Time = time,
    };

    private SignalState Add(SignalManager manager, ushort source, Side side, double confidence) =>
        manager.Add(_rig.Script.Now, SignalOf(source, side, confidence, _rig.Core.Clock));

    private void AssertRejected(
        SignalManager manager, ushort source, Side side, double confidence, ReasonCode reason)
    {
        Assert.That(Add(manager, source, side, confidence), Is.EqualTo(SignalState.Rejected));
        Assert.That((Told().Last().Reason, (SignalState)Told().Last().StateAfter),
            Is.EqualTo((reason, SignalState.Rejected)));
    }

    /// <summary>The commands about signals that the last event and what the test did since have put out.</summary>
    private List<Command> Told() =>
        [.. _rig.Core.Commands.ToArray().Where(command => command.Kind == CommandKind.SignalState)];
}
