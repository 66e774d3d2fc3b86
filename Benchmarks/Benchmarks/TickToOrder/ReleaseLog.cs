using System.Diagnostics;
using Benchmarks.Ring;
using Engine.Disruptor;
using Engine.Model.Commands;

namespace Benchmarks.TickToOrder;

/// <summary>
/// When each paced message was meant to come, by the sequence of its last slot, and how long its first command took.
/// </summary>
/// <param name="capacity">A power of two, no less than the messages that may be under way.</param>
/// <param name="venue">Where the commands go on to.</param>
internal sealed class ReleaseLog(int capacity, BenchVenue venue)
{
    private readonly long[] _sequences = new long[capacity];
    private readonly long[] _dues = new long[capacity];

    /// <summary>From the intended time to the gateway, ns.</summary>
    internal LogLinearHistogram Histogram { get; } = new();

    /// <summary>Whether what is released is recorded.</summary>
    internal bool IsRecording { get; set; }

    /// <summary>Messages that have caused a command so far.</summary>
    internal long MessageCount { get; private set; }

    /// <summary>When the first command of the last such message reached the gateway, in ticks.</summary>
    internal long LastReleased { get; private set; }

    /// <summary>Notes when a message was meant to come, once its sequence is known.</summary>
    internal void Expect(long sequence, long due)
    {
        var place = sequence & (capacity - 1);
        _sequences[place] = sequence;
        _dues[place] = due;
    }

    /// <summary>Commands have reached the gateway.</summary>
    internal void Released(ReadOnlySpan<Command> commands)
    {
        var now = Stopwatch.GetTimestamp();
        foreach (ref readonly var command in commands)
        {
            if (command.IsForGateway)
            {
                Note(command.Cause, now);
                venue.Take(in command);
            }
        }
    }

    private void Note(long cause, long now)
    {
        // What the venue's answers cause was expected by nobody; of a message the first command counts.
        var place = cause & (capacity - 1);
        if (_sequences[place] != cause)
        {
            return;
        }

        _sequences[place] = -1;
        MessageCount++;
        LastReleased = now;
        if (IsRecording)
        {
            Histogram.Record(Pacer.ToNs(now - _dues[place]));
        }
    }
}
