using Benchmarks.Harness;
using Benchmarks.Ring.Textbook;
using Engine.Disruptor;

namespace Benchmarks.Ring;

/// <summary>One paced run each: latency from the intended send time to the handler, in ns.</summary>
internal static class Hops
{
    internal static HopRun Product<TWait>(HopLoad load, TWait wait)
        where TWait : struct, IWaitStrategy
    {
        var graph = new Topology("hop");
        var ring = graph.Ring<Payload>("ring", new RingOptions { Capacity = 8_192, Producers = Producers.One });
        ring.Producer("producer");
        var state = new HopState(load.WarmUpCount);
        graph.Thread("consumer", wait, ring.Stage("hop", new HopHandler(state)));
        using var running = graph.Start();
        var sequencer = (SingleProducerSequencer)ring.Sequencer;
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        var pacer = new Pacer(load.PerSecond);
        for (var i = 0; i < load.Count; i++)
        {
            var due = pacer.Next();
            sequencer.Claim(1, out var sequence);
            ring.Buffer[sequence].Write(due);
            sequencer.Publish(sequence);
            sequencer.OwnNext();
        }

        SpinWait.SpinUntil(() => state.Count >= load.Count);
        return new HopRun(state.Histogram, meter.BytesPerOp(load.Count));
    }

    internal static HopRun Textbook(HopLoad load)
    {
        var ring = new TextbookRing(8_192);
        var sequencer = new TextbookSequencer(8_192);
        var state = new HopState(load.WarmUpCount);
        var processor = new TextbookProcessor<HopHandler>(ring, new HopHandler(state), default, sequencer.Cursor);
        sequencer.AddGating(processor.Sequence);
        using var threads = new TextbookThreads();
        threads.Start(processor);
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        var pacer = new Pacer(load.PerSecond);
        for (var i = 0; i < load.Count; i++)
        {
            var due = pacer.Next();
            var sequence = sequencer.Next(1);
            ring[sequence].Write(due);
            sequencer.Publish(sequence, sequence);
        }

        SpinWait.SpinUntil(() => state.Count >= load.Count);
        return new HopRun(state.Histogram, meter.BytesPerOp(load.Count));
    }

    /// <summary>The same producer and clock with no ring: what the machine itself adds to the tails.</summary>
    internal static HopRun Null(HopLoad load)
    {
        var state = new HopState(load.WarmUpCount);
        var payload = default(Payload);
        var meter = RunMeter.Start();
        var pacer = new Pacer(load.PerSecond);
        for (var i = 0; i < load.Count; i++)
        {
            payload.Write(pacer.Next());
            state.Arrive(in payload);
        }

        return new HopRun(state.Histogram, meter.BytesPerOp(load.Count));
    }

    /// <summary>Journal, core and out, pumped by the producer's own thread after each event.</summary>
    internal static HopRun Fused(HopLoad load)
    {
        var (graph, ring, nodes, state) = Stages(load);
        var pump = graph.Pump("engine", nodes);
        using var running = graph.Start();
        var sequencer = (SingleProducerSequencer)ring.Sequencer;

        var meter = RunMeter.Start();
        var pacer = new Pacer(load.PerSecond);
        for (var i = 0; i < load.Count; i++)
        {
            var due = pacer.Next();
            sequencer.Claim(1, out var sequence);
            ring.Buffer[sequence].Write(due);
            sequencer.Publish(sequence);
            pump.RunOnce();
        }

        pump.RunUntilIdle();
        return new HopRun(state.Histogram, meter.BytesPerOp(load.Count));
    }

    /// <summary>The same stages on a thread each: four threads with the producer's.</summary>
    internal static HopRun Threaded(HopLoad load)
    {
        var (graph, ring, nodes, state) = Stages(load);
        foreach (var node in nodes)
        {
            graph.Thread(node.Name, node);
        }

        using var running = graph.Start();
        var sequencer = (SingleProducerSequencer)ring.Sequencer;
        var meter = RunMeter.Start();
        var pacer = new Pacer(load.PerSecond);
        for (var i = 0; i < load.Count; i++)
        {
            var due = pacer.Next();
            sequencer.Claim(1, out var sequence);
            ring.Buffer[sequence].Write(due);
            sequencer.Publish(sequence);
        }

        SpinWait.SpinUntil(() => state.Count >= load.Count);
        return new HopRun(state.Histogram, meter.BytesPerOp(load.Count));
    }

    private static (Topology Graph, Ring<Payload> Ring, DutyNode[] Nodes, HopState State) Stages(HopLoad load)
    {
        var graph = new Topology("engine");
        var ring = graph.Ring<Payload>("ring", new RingOptions { Capacity = 8_192, Producers = Producers.One });
        ring.Producer("producer");
        var state = new HopState(load.WarmUpCount);
        var journal = ring.Stage("journal", new SumHandler(new SumState()));
        var core = ring.Stage("core", new SumHandler(new SumState()));
        var output = ring.Stage("out", new HopHandler(state)).After(journal, core);
        return (graph, ring, [journal, core, output], state);
    }
}
