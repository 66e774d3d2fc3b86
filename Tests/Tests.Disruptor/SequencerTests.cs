using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>What both sequencers promise, seen from one thread.</summary>
[TestFixture(Producers.One)]
[TestFixture(Producers.Many)]
public sealed class SequencerTests(Producers producers)
{
    private HaltSignal _halt = new();

    [SetUp]
    public void SetUp() => _halt = new HaltSignal();

    [Test]
    public void Claim_hands_out_sequences_from_zero()
    {
        var sequencer = Make(8);

        sequencer.Claim(1, out var one);
        sequencer.Claim(3, out var three);

        Assert.That((one, three), Is.EqualTo((0L, 1L)));
    }

    [Test]
    public void TryClaim_answers_full_and_claims_nothing()
    {
        var sequencer = Make(8);
        var consumer = new Sequence();
        sequencer.AddGating(consumer);
        sequencer.TryClaim(6, out _);

        var refused = sequencer.TryClaim(3, out _);
        var fits = sequencer.TryClaim(2, out var first);

        Assert.That((refused, fits, first), Is.EqualTo((ClaimResult.Full, ClaimResult.Claimed, 6L)));
    }

    [Test]
    public void TryClaim_finds_the_room_that_the_slowest_consumer_leaves()
    {
        var sequencer = Make(8);
        var fast = new Sequence();
        var slow = new Sequence();
        sequencer.AddGating(fast);
        sequencer.AddGating(slow);
        sequencer.TryClaim(8, out _);
        fast.SetRelease(7);
        slow.SetRelease(2);

        var four = sequencer.TryClaim(4, out _);
        var three = sequencer.TryClaim(3, out _);

        Assert.That((four, three), Is.EqualTo((ClaimResult.Full, ClaimResult.Claimed)));
    }

    [Test]
    public void TryClaim_droppable_leaves_an_eighth_that_urgent_may_take()
    {
        var sequencer = Make(16);
        sequencer.AddGating(new Sequence());

        var answers = new[]
        {
            sequencer.TryClaim(13, ClaimPriority.Droppable, out _),
            sequencer.TryClaim(2, ClaimPriority.Droppable, out _),
            sequencer.TryClaim(1, ClaimPriority.Droppable, out _),
            sequencer.TryClaim(1, ClaimPriority.Droppable, out _),
            sequencer.TryClaim(2, ClaimPriority.Urgent, out _),
            sequencer.TryClaim(1, ClaimPriority.Urgent, out _),
        };

        Assert.That(answers, Is.EqualTo(new[]
        {
            ClaimResult.Claimed, ClaimResult.Full, ClaimResult.Claimed, ClaimResult.Full, ClaimResult.Claimed,
            ClaimResult.Full,
        }));
    }

    [Test]
    public void TryClaim_names_what_could_never_fit()
    {
        var sequencer = Make(8);

        var answers = (
            sequencer.TryClaim(8, ClaimPriority.Droppable, out _),
            sequencer.TryClaim(9, ClaimPriority.Urgent, out _),
            sequencer.Claim(9, out _));

        Assert.That(answers, Is.EqualTo((ClaimResult.TooLarge, ClaimResult.TooLarge, ClaimResult.TooLarge)));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Claim_refuses_a_count_below_one(int count)
    {
        var sequencer = Make(8);

        Assert.That(() => sequencer.TryClaim(count, out _), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => sequencer.Claim(count, out _), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void RemainingCapacity_counts_what_is_claimed_and_not_consumed()
    {
        var sequencer = Make(8);
        var consumer = new Sequence();
        sequencer.AddGating(consumer);
        sequencer.TryClaim(5, out _);
        consumer.SetRelease(1);

        Assert.That(sequencer.RemainingCapacity, Is.EqualTo(5));
    }

    [Test]
    public void Claim_answers_halted_once_the_graph_has_halted()
    {
        var sequencer = Make(8);
        _halt.Halt();

        Assert.That(
            (sequencer.Claim(1, out _), sequencer.TryClaim(1, out _)),
            Is.EqualTo((ClaimResult.Halted, ClaimResult.Halted)));
    }

    [Test]
    public void Claim_and_consume_run_over_the_end_of_long()
    {
        var start = long.MaxValue - 5;
        var sequencer = Make(4, start);
        var consumer = new Sequence(start);
        sequencer.AddGating(consumer);
        var barrier = new CursorBarrier(sequencer);

        for (var i = 1; i <= 12; i++)
        {
            var expected = unchecked(start + i);
            var answer = sequencer.TryClaim(1, out var sequence);
            sequencer.Publish(sequence);

            Assert.That((answer, sequence, barrier.Available(expected)),
                Is.EqualTo((ClaimResult.Claimed, expected, expected)));
            consumer.SetRelease(sequence);
        }
    }

    [Test]
    public void Available_shows_a_claim_of_several_only_when_it_is_published()
    {
        var sequencer = Make(8);
        var barrier = new CursorBarrier(sequencer);
        sequencer.Claim(3, out var first);

        var before = barrier.Available(0);
        sequencer.Publish(first, 3);

        Assert.That((before, barrier.Available(0)), Is.EqualTo((-1L, 2L)));
    }

    private Sequencer Make(int capacity, long initialCursor = Sequence.InitialValue) => producers == Producers.One
        ? new SingleProducerSequencer("ring", capacity, _halt, initialCursor)
        : new MultiProducerSequencer("ring", capacity, _halt, initialCursor);
}
