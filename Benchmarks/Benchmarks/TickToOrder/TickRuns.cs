using System.Diagnostics;
using Benchmarks.Harness;
using Benchmarks.Journal;
using Benchmarks.Ring;
using Engine.Disruptor;
using Engine.Model.Events;
using Replay.Sessions;

namespace Benchmarks.TickToOrder;

/// <summary>One paced run each, every message from the time at which it was meant to come.</summary>
internal static class TickRuns
{
    private static readonly long LeadTicks = Stopwatch.Frequency / 1_000;

    /// <summary>Tick to order: from the intended time until the first command of a message is at the gateway.</summary>
    internal static HopRun Path(BenchFolder folder, Durability durability, TickLoad load, OrderTally tally)
    {
        var ticks = load.Market.Ticks;
        (ticks as FrameTicks)?.Rewind();
        using var engine = new TickEngine(folder, durability, load.Market, LiveLayout.Pumped);
        var schedule = new Schedule(load.PerSecond);
        var meter = default(RunMeter);
        for (var i = 0; i < load.Messages; i++)
        {
            if (i == load.WarmUpCount)
            {
                engine.Log.IsRecording = true;
                meter = RunMeter.Start();
            }

            var due = schedule.Next(ticks.EventsOf(i));
            ticks.Receive(i);
            engine.WaitUntil(due);
            engine.Put(ticks, due);
        }

        var bytes = meter.BytesPerOp(load.Messages - load.WarmUpCount);
        engine.Complete();
        tally.Note(engine);
        return new HopRun(engine.Log.Histogram, bytes);
    }

    /// <summary>The same, each stage by itself and with its time.</summary>
    internal static StageTimes Stages(BenchFolder folder, Durability durability, TickLoad load)
    {
        var ticks = load.Market.Ticks;
        (ticks as FrameTicks)?.Rewind();
        using var engine = new TickEngine(folder, durability, load.Market, LiveLayout.Stepped);
        var times = new StageTimes();
        var schedule = new Schedule(load.PerSecond);
        ticks.IsTimed = true;
        for (var i = 0; i < load.Messages; i++)
        {
            engine.Log.IsRecording = i >= load.WarmUpCount;
            var due = schedule.Next(ticks.EventsOf(i));
            ticks.Receive(i);
            engine.WaitUntil(due);
            engine.PutByStages(ticks, due, times);
        }

        ticks.IsTimed = false;
        engine.Complete();
        return times;
    }

    /// <summary>The same messages, paced, and no engine: what the machine and the clock add by themselves.</summary>
    internal static HopRun Null(TickLoad load)
    {
        var histogram = new LogLinearHistogram();
        var schedule = new Schedule(load.PerSecond);
        for (var i = 0; i < load.Messages; i++)
        {
            var due = schedule.Next(load.Market.Ticks.EventsOf(i));
            SpinUntil(due);
            var now = Stopwatch.GetTimestamp();
            if (i >= load.WarmUpCount)
            {
                histogram.Record(Pacer.ToNs(now - due));
            }
        }

        return new HopRun(histogram, 0);
    }

    /// <summary>The way from tick to order once more, for what each message takes of the engine's thread.</summary>
    internal static void Note(BenchFolder folder, Durability durability, TickLoad load, UndisturbedCosts costs)
    {
        var ticks = load.Market.Ticks;
        (ticks as FrameTicks)?.Rewind();
        using var engine = new TickEngine(folder, durability, load.Market, LiveLayout.Pumped);
        var schedule = new Schedule(load.PerSecond);
        for (var i = 0; i < load.Messages; i++)
        {
            var due = schedule.Next(ticks.EventsOf(i));
            ticks.Receive(i);
            engine.WaitUntil(due);
            var before = engine.Log.MessageCount;
            var start = Stopwatch.GetTimestamp();
            engine.Put(ticks, due);
            var rest = Stopwatch.GetTimestamp() - start;
            costs.Note(i, engine.Log.MessageCount == before ? 0 : engine.Log.LastReleased - start, rest);
        }

        engine.Complete();
    }

    /// <summary>
    /// The same schedule, and in the engine's stead a thread that is kept as long by each message: what the machine's
    /// pauses and the messages that queue up behind them make of an engine whose own time never varies.
    /// </summary>
    internal static HopRun StandIn(TickLoad load, UndisturbedCosts costs)
    {
        var histogram = new LogLinearHistogram();
        var schedule = new Schedule(load.PerSecond);
        for (var i = 0; i < load.Messages; i++)
        {
            var due = schedule.Next(load.Market.Ticks.EventsOf(i));
            SpinUntil(due);
            var start = Stopwatch.GetTimestamp();
            if (costs.UntilReleased(i) != 0)
            {
                var released = SpinUntil(start + costs.UntilReleased(i));
                if (i >= load.WarmUpCount)
                {
                    histogram.Record(Pacer.ToNs(released - due));
                }
            }

            SpinUntil(start + costs.UntilRest(i));
        }

        return new HopRun(histogram, 0);
    }

    /// <summary>How long each message keeps the engine's thread, from its bytes to rest.</summary>
    internal static double[] Costs(BenchFolder folder, Durability durability, TickMarket market)
    {
        var ticks = market.Ticks;
        (ticks as FrameTicks)?.Rewind();
        using var engine = new TickEngine(folder, durability, market, LiveLayout.Pumped);
        var costs = new double[ticks.Count];
        for (var i = 0; i < costs.Length; i++)
        {
            // The journal's thread keeps pace: it is the path that is measured, not a queue that runs full.
            var due = Stopwatch.GetTimestamp() + (ticks.EventsOf(i) * Stopwatch.Frequency / 10_000_000);
            ticks.Receive(i);
            engine.WaitUntil(due);
            var start = Stopwatch.GetTimestamp();
            engine.Put(ticks, start);
            costs[i] = Pacer.ToNs(Stopwatch.GetTimestamp() - start);
        }

        engine.Complete();
        return costs;
    }

    /// <summary>Many events, round after round of the same market: each begins with snapshots of its books.</summary>
    internal static LongRun Long(BenchFolder folder, TickMarket market, long events)
    {
        const long PerSecond = 1_000_000;
        using var engine = new TickEngine(folder, Durability.Async, market, LiveLayout.Pumped);
        var schedule = new Schedule(PerSecond);
        Feed(engine, market.Ticks, ref schedule, LongRun.WarmUpEvents);
        GC.Collect();
        var (orders, count) = (engine.Venue.OrderCount, engine.EventCount);
        var collections = Collections();
        var allBytes = GC.GetTotalAllocatedBytes(precise: true);
        var pathBytes = GC.GetAllocatedBytesForCurrentThread();
        schedule = new Schedule(PerSecond);
        Feed(engine, market.Ticks, ref schedule, events);
        pathBytes = GC.GetAllocatedBytesForCurrentThread() - pathBytes;
        allBytes = GC.GetTotalAllocatedBytes(precise: true) - allBytes;
        collections = Collections() - collections;
        orders = engine.Venue.OrderCount - orders;
        count = engine.EventCount - count;
        engine.Complete();
        return new LongRun(collections, pathBytes, allBytes, orders * 1e6 / count);
    }

    private static void Feed(TickEngine engine, TickSource ticks, ref Schedule schedule, long events)
    {
        var message = 0;
        for (long fed = 0; fed < events; message = message + 1 == ticks.Count ? 0 : message + 1)
        {
            var due = schedule.Next(ticks.EventsOf(message));
            ticks.Receive(message);
            engine.WaitUntil(due);
            engine.Put(ticks, due);
            fed += ticks.EventsOf(message);
        }
    }

    private static long SpinUntil(long due)
    {
        while (true)
        {
            // No pause, as the engine's thread waits.
            var now = Stopwatch.GetTimestamp();
            if (now >= due)
            {
                return now;
            }
        }
    }

    private static int Collections() => Enumerable.Range(0, GC.MaxGeneration + 1).Sum(GC.CollectionCount);

    /// <summary>Hands out intended times: a message comes when those before it would have passed.</summary>
    internal struct Schedule(long perSecond)
    {
        private readonly double _intervalTicks = (double)Stopwatch.Frequency / perSecond;
        private readonly long _start = Stopwatch.GetTimestamp() + LeadTicks;
        private long _events;

        internal long Next(int events)
        {
            var due = _start + (long)(_events * _intervalTicks);
            _events += events;
            return due;
        }
    }
}
