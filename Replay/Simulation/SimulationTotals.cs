using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Engine.Model.State;

namespace Replay.Simulation;

/// <summary>Sums over seeds as they come, in whichever order.</summary>
internal sealed class SimulationTotals(long first, long last)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly SortedDictionary<long, SimulationFailure> _failures = [];
    private readonly byte[] _words = new byte[24];
    private ulong _digest;
    private long _seeds;
    private long _events;
    private long _orders;
    private long _fills;
    private long _crashes;
    private long _troubles;

    internal void Add(SimulationVerdict verdict)
    {
        _seeds++;
        _events += verdict.Events;
        _orders += verdict.Orders;
        _fills += verdict.Fills;
        _crashes += verdict.Crashes;
        _troubles += verdict.Troubles;
        BinaryPrimitives.WriteInt64LittleEndian(_words, verdict.Seed);
        BinaryPrimitives.WriteUInt64LittleEndian(_words.AsSpan(8), verdict.Witness);
        BinaryPrimitives.WriteUInt64LittleEndian(_words.AsSpan(16), verdict.Digest);

        // A sum, because it does not ask which came first.
        _digest = unchecked(_digest + XxHash64.Hash(_words));
        if (verdict.Failure is { } failure)
        {
            _failures.Add(verdict.Seed, failure);
        }
    }

    internal SimulationProgress ToProgress() => new(_seeds, last - first + 1, _events, _failures.Count);

    internal SimulationResult ToResult()
    {
        var elapsed = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        return new SimulationResult
        {
            FirstSeed = first,
            LastSeed = last,
            Seeds = _seeds,
            Events = _events,
            Orders = _orders,
            Fills = _fills,
            Crashes = _crashes,
            Troubles = _troubles,
            ElapsedSeconds = elapsed,
            EventsPerSecond = _events / Math.Max(elapsed, 1e-9),
            Digest = _digest.ToString("x16", CultureInfo.InvariantCulture),
            Interrupted = _seeds < last - first + 1,
            Failures = [.. _failures.Values],
        };
    }
}
