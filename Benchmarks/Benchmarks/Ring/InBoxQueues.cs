using System.Collections.Concurrent;
using System.Threading.Channels;
using Benchmarks.Harness;

namespace Benchmarks.Ring;

/// <summary>The same work, one producer and one consumer, over what .NET brings: bounded to the ring's size.</summary>
internal static class InBoxQueues
{
    /// <summary>The channel as programs use it: whoever finds it full or empty waits until it is not.</summary>
    internal static RunResult WaitingChannel(int slots, int count)
    {
        var channel = Bounded(slots);
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
                        channel.Writer.WaitToWriteAsync().AsTask().Wait();
                    }
                }
            },
            state =>
            {
                var reader = channel.Reader;
                while (state.Count < count)
                {
                    while (reader.TryRead(out var payload))
                    {
                        state.Add(in payload);
                    }

                    if (state.Count < count)
                    {
                        reader.WaitToReadAsync().AsTask().Wait();
                    }
                }
            });
    }

    /// <summary>The channel between two threads that never give their core away, as with a spinning ring.</summary>
    internal static RunResult SpinningChannel(int slots, int count)
    {
        var channel = Bounded(slots);
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
                        Thread.SpinWait(1);
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
                        Thread.SpinWait(1);
                    }
                }
            });
    }

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

    private static Channel<Payload> Bounded(int slots) => Channel.CreateBounded<Payload>(
        new BoundedChannelOptions(slots) { SingleReader = true, SingleWriter = true });

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
}
