using Benchmarks.Harness;
using Benchmarks.Ring.Textbook;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>
/// One run each of one producer and three stages: in a row, side by side, or the third after the first two.
/// </summary>
internal static class ThreeStages
{
    internal static RunResult Product(int slots, int count, StageShape shape)
    {
        var graph = new Topology("three stages");
        var ring = graph.Ring<Payload>("ring", new RingOptions { Capacity = slots, Producers = Producers.One });
        ring.Producer("producer");
        SumState[] sums = [new(), new(), new()];
        var first = ring.Stage("first", new SumHandler(sums[0]));
        var second = ring.Stage("second", new SumHandler(sums[1]));
        var third = ring.Stage("third", new SumHandler(sums[2]));
        switch (shape.Order)
        {
            case StageOrder.Row:
                second.After(first);
                third.After(second);
                break;
            case StageOrder.Diamond:
                third.After(first, second);
                break;
            default:
                break;
        }

        if (shape.IsFused)
        {
            graph.Thread("stages", first, second, third);
        }
        else
        {
            graph.Thread("first", first);
            graph.Thread("second", second);
            graph.Thread("third", third);
        }

        using var running = graph.Start();
        Thread.Sleep(5);
        var sequencer = (SingleProducerSequencer)ring.Sequencer;
        var meter = RunMeter.Start();
        for (var i = 0; i < count; i++)
        {
            sequencer.Claim(1, out var sequence);
            ring.Buffer[sequence].Write(i);
            sequencer.Publish(sequence);
        }

        return Finish(sums, count, meter);
    }

    internal static RunResult Textbook(int slots, int count, StageShape shape)
    {
        var ring = new TextbookRing(slots);
        var sequencer = new TextbookSequencer(slots);
        var wait = new TextbookWait(IsYielding: true);
        SumState[] sums = [new(), new(), new()];
        var first = Stage(ring, wait, sums[0], sequencer.Cursor);
        var second = Stage(ring, wait, sums[1], shape.Order == StageOrder.Row ? first.Sequence : sequencer.Cursor);
        var third = shape.Order switch
        {
            StageOrder.Row => Stage(ring, wait, sums[2], second.Sequence),
            StageOrder.Diamond => Stage(ring, wait, sums[2], first.Sequence, second.Sequence),
            _ => Stage(ring, wait, sums[2], sequencer.Cursor),
        };
        sequencer.AddGating(
            shape.Order == StageOrder.SideBySide
                ? [first.Sequence, second.Sequence, third.Sequence]
                : [third.Sequence]);
        using var threads = new TextbookThreads();
        threads.Start(first);
        threads.Start(second);
        threads.Start(third);
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        for (var i = 0; i < count; i++)
        {
            var sequence = sequencer.Next(1);
            ring[sequence].Write(i);
            sequencer.Publish(sequence, sequence);
        }

        return Finish(sums, count, meter);
    }

    private static RunResult Finish(SumState[] sums, int count, RunMeter meter)
    {
        foreach (var sum in sums)
        {
            sum.AwaitAndCheck(count, Payload.ExpectedSum(count));
        }

        return meter.StopAsRate(count);
    }

    private static TextbookProcessor<TextbookSumHandler> Stage(
        TextbookRing ring, TextbookWait wait, SumState state, params TextbookSequence[] dependents) =>
        new(ring, new TextbookSumHandler(state), wait, dependents);
}
