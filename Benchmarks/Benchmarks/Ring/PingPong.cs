using System.Diagnostics;
using Benchmarks.Harness;
using Benchmarks.Ring.Textbook;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>One event at a time there and back, over two rings and two threads: the round trip, in ns.</summary>
internal static class PingPong
{
    private const int Slots = 1_024;

    internal static HopRun Product(int trips)
    {
        var graph = new Topology("ping-pong");
        var options = new RingOptions { Capacity = Slots, Producers = Producers.One };
        var ping = graph.Ring<Payload>("ping", options);
        var pong = graph.Ring<Payload>("pong", options);
        ping.Producer("player");
        var handler = new EchoHandler((SingleProducerSequencer)pong.Sequencer, pong.Buffer);
        var echo = ping.Stage("echo", handler).Writes(pong);
        graph.Thread("echo", new BusySpinWait(), echo);
        var poller = pong.Poller();
        using var running = graph.Start();
        var sequencer = (SingleProducerSequencer)ping.Sequencer;
        var state = new HopState(trips / 5);
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        for (var i = 0; i < trips; i++)
        {
            sequencer.Claim(1, out var sequence);
            ping.Buffer[sequence].Write(Stopwatch.GetTimestamp());
            sequencer.Publish(sequence);
            ReadOnlySpan<Payload> back;
            while (poller.Poll(out back, out _) != PollState.Batch)
            {
            }

            state.Arrive(in back[0]);
            poller.Release(1);
        }

        return new HopRun(state.Histogram, meter.BytesPerOp(trips));
    }

    internal static HopRun Textbook(int trips)
    {
        var (ping, pong) = (new TextbookRing(Slots), new TextbookRing(Slots));
        var (to, from) = (new TextbookSequencer(Slots), new TextbookSequencer(Slots));
        var echo = new TextbookProcessor<TextbookEchoHandler>(
            ping, new TextbookEchoHandler(from, pong), default, to.Cursor);
        var seen = new TextbookSequence();
        to.AddGating(echo.Sequence);
        from.AddGating(seen);
        using var threads = new TextbookThreads();
        threads.Start(echo);
        var state = new HopState(trips / 5);
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        for (var i = 0; i < trips; i++)
        {
            var sequence = to.Next(1);
            ping[sequence].Write(Stopwatch.GetTimestamp());
            to.Publish(sequence, sequence);
            while (from.Cursor.Value < i)
            {
            }

            state.Arrive(in pong[i]);
            seen.SetValue(i);
        }

        return new HopRun(state.Histogram, meter.BytesPerOp(trips));
    }

    private readonly struct EchoHandler(SingleProducerSequencer back, RingBuffer<Payload> ring) : IBatchHandler<Payload>
    {
        public void OnBatch(ReadOnlySpan<Payload> batch, long firstSequence, bool endOfBatch)
        {
            foreach (ref readonly var ball in batch)
            {
                back.Claim(1, out var sequence);
                ring[sequence] = ball;
                back.Publish(sequence);
            }
        }
    }

    private readonly struct TextbookEchoHandler(TextbookSequencer back, TextbookRing ring) : ITextbookHandler
    {
        public void OnEvent(ref Payload data, long sequence, bool endOfBatch)
        {
            var next = back.Next(1);
            ring[next] = data;
            back.Publish(next, next);
        }
    }
}
