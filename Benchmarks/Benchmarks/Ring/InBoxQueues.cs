using System.Collections.Concurrent;
using System.Threading.Channels;
using Benchmarks.Harness;

namespace Benchmarks.Ring;

/// <summary>The same work, one producer and one consumer, over what .NET brings: bounded to the ring's size.</summary>
internal static class InBoxQueues
{
    internal static RunResult BoundedChannel(int slots, int count)
    {
        var channel = Channel.CreateBounded<Payload>(
            new BoundedChannelOptions(slots) { SingleReader = true, SingleWriter = true });
        return Run(
            count,
            payload =>
            {
                while (!channel.Writer.TryWrite(payload))
                {
                    channel.Writer.WaitToWriteAsync().AsTask().Wait();
                }
            },
            state => ReadAll(channel.Reader, state, count));
    }

    internal static RunResult Queue(int slots, int count)
    {
        var queue = new ConcurrentQueue<Payload>();
        long consumed = 0;
        long produced = 0;
        return Run(
            count,
            payload =>
            {
                // The queue itself is unbounded; without this check it would measure the allocator.
                while (produced - Volatile.Read(ref consumed) >= slots)
                {
                    Thread.Yield();
                }

                queue.Enqueue(payload);
                produced++;
            },
            state =>
            {
                while (state.Count < count)
                {
                    if (queue.TryDequeue(out var payload))
                    {
                        state.Sum += payload.Sum();
                        Volatile.Write(ref consumed, consumed + 1);
                        Volatile.Write(ref state.Count, state.Count + 1);
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
            payload => queue.Add(payload),
            state =>
            {
                while (state.Count < count)
                {
                    state.Sum += queue.Take().Sum();
                    Volatile.Write(ref state.Count, state.Count + 1);
                }
            });
    }

    private static void ReadAll(ChannelReader<Payload> reader, SumState state, int count)
    {
        while (state.Count < count)
        {
            while (reader.TryRead(out var payload))
            {
                state.Sum += payload.Sum();
                Volatile.Write(ref state.Count, state.Count + 1);
            }

            if (state.Count < count)
            {
                reader.WaitToReadAsync().AsTask().Wait();
            }
        }
    }

    private static RunResult Run(int count, Action<Payload> write, Action<SumState> readAll)
    {
        var state = new SumState();
        var thread = new Thread(() => readAll(state)) { IsBackground = true };
        thread.Start();
        Thread.Sleep(5);

        var meter = RunMeter.Start();
        var payload = default(Payload);
        for (var i = 0; i < count; i++)
        {
            payload.Write(i);
            write(payload);
        }

        state.AwaitAndCheck(count, Payload.ExpectedSum(count));
        var rate = meter.StopAsRate(count);
        thread.Join();
        return rate;
    }
}
