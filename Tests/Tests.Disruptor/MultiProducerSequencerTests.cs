using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class MultiProducerSequencerTests
{
    [Test]
    public void HighestPublished_stops_at_the_first_hole()
    {
        var sequencer = new MultiProducerSequencer("ring", 8, new HaltSignal());
        for (var i = 0; i < 4; i++)
        {
            sequencer.Claim(1, out _);
        }

        sequencer.Publish(0);
        sequencer.Publish(1);
        sequencer.Publish(3);

        Assert.That(sequencer.HighestPublished(0), Is.EqualTo(1));
    }

    [Test]
    public void HighestPublished_continues_across_the_wrap_point()
    {
        var sequencer = new MultiProducerSequencer("ring", 8, new HaltSignal());
        var consumer = new Sequence();
        sequencer.AddGating(consumer);
        sequencer.Claim(6, out var first);
        sequencer.Publish(first, 6);
        consumer.SetRelease(5);

        sequencer.Claim(7, out first);
        sequencer.Publish(first, 7);

        Assert.That(sequencer.HighestPublished(6), Is.EqualTo(12));
    }

    [Test]
    public void HighestPublished_does_not_take_the_last_lap_for_this_one()
    {
        var sequencer = new MultiProducerSequencer("ring", 4, new HaltSignal());
        var consumer = new Sequence();
        sequencer.AddGating(consumer);
        sequencer.Claim(4, out var first);
        sequencer.Publish(first, 4);
        consumer.SetRelease(3);

        sequencer.Claim(2, out _);

        Assert.That(sequencer.HighestPublished(4), Is.EqualTo(3));
    }
}
