using System.Collections.Concurrent;
using System.Threading.Channels;
using Benchmarks.Harness;

namespace Benchmarks.Ring;

/// <summary>The same work, one producer and one consumer, over what .NET brings: bounded to the ring's size.</summary>
internal static class InBoxQueues
{
    /// <summary>The channel as programs use it: whoever finds it full or empty waits until it is not.</summary>
    internal static RunResult WaitingChannel(int slots, int count) => OverChannel<Waiting>(slots, count);

    /// <summary>The channel between two threads that never give their core away, as with a spinning ring.</summary>
    internal static RunResult SpinningChannel(int slots, int count) => OverChannel<Spinning>(slots, count);

    internal static RunResult Queue(int slots, int count)
    {
        var queue = new ConcurrentQueue<Payload>();
        long consumed = 0;
        return Run(
            count,
            () =>
            {
                var payload = default(Payload);
                for (var i = 0; i < count; i++)
                {
                    // The queue itself is unbounded; without this check it would measure the allocator.
                    while (i - Volatile.Read(ref consumed) >= slots)
                    {
                        Thread.Yield();
                    }

                    payload.Write(i);
                    queue.Enqueue(payload);
                }
            },
            state =>
            {
                while (state.Count < count)
                {
                    if (queue.TryDequeue(out var payload))
                    {
                        Volatile.Write(ref consumed, consumed + 1);
                        state.Add(in payload);
                    }
                    else
                    {
                        Thread.Yield();
                    }
                }
            });
    }

    internal static RunResult Blocking(int slots, int count)
    {
        using var queue = new BlockingCollection<Payload>(slots);
        return Run(
            count,
            () =>
            {
                var payload = default(Payload);
                for (var i = 0; i < count; i++)
                {
                    payload.Write(i);
                    queue.Add(payload);
                }
            },
            state =>
            {
                while (state.Count < count)
                {
                    var payload = queue.Take();
                    state.Add(in payload);
                }
            });
    }

    private static RunResult OverChannel<TPatience>(int slots, int count)
        where TPatience : struct, IPatience
    {
        var channel = Channel.CreateBounded<Payload>(
            new BoundedChannelOptions(slots) { SingleReader = true, SingleWriter = true });
        return Run(
            count,
            () =>
            {
                var payload = default(Payload);
                for (var i = 0; i < count; i++)
                {
                    payload.Write(i);
                    while (!channel.Writer.TryWrite(payload))
                    {
                        TPatience.ForRoom(channel.Writer);
                    }
                }
            },
            state =>
            {
                var reader = channel.Reader;
                while (state.Count < count)
                {
                    if (reader.TryRead(out var payload))
                    {
                        state.Add(in payload);
                    }
                    else
                    {
                        TPatience.ForPayload(reader);
                    }
                }
            });
    }

    private static RunResult Run(int count, Action writeAll, Action<SumState> readAll)
    {
        var state = new SumState();
        var thread = new Thread(() => readAll(state)) { IsBackground = true };
        thread.Start();
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        writeAll();
        state.AwaitAndCheck(count, Payload.ExpectedSum(count));
        var rate = meter.StopAsRate(count);
        thread.Join();
        return rate;
    }

    /// <summary>What is done while a channel is full, or empty.</summary>
    private interface IPatience
    {
        static abstract void ForRoom(ChannelWriter<Payload> writer);

        static abstract void ForPayload(ChannelReader<Payload> reader);
    }

    private readonly struct Waiting : IPatience
    {
        public static void ForRoom(ChannelWriter<Payload> writer) => writer.WaitToWriteAsync().AsTask().Wait();

        public static void ForPayload(ChannelReader<Payload> reader) => reader.WaitToReadAsync().AsTask().Wait();
    }

    private readonly struct Spinning : IPatience
    {
        public static void ForRoom(ChannelWriter<Payload> writer) => Thread.SpinWait(1);

        public static void ForPayload(ChannelReader<Payload> reader) => Thread.SpinWait(1);
    }
}
