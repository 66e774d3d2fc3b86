using System.Diagnostics;

namespace Engine.Disruptor;

/// <summary>A graph that runs.</summary>
/// <remarks>
/// Any thread may halt it or read its state. The thread that pumps, if there is one, drains. Costs the stages nothing
/// but the flag that they read anyway.
/// </remarks>
public sealed class RunningTopology : IDisposable
{
    private static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(10);

    private readonly Topology _topology;
    private readonly List<IDuty> _duties;
    private readonly List<IStageThread> _threads;
    private readonly List<Pump> _pumps;

    internal RunningTopology(Topology topology, List<IDuty> duties, List<IStageThread> threads, List<Pump> pumps)
    {
        _topology = topology;
        _duties = duties;
        _threads = threads;
        _pumps = pumps;
        foreach (var thread in threads)
        {
            thread.Start();
        }
    }

    /// <summary>The graph's stop.</summary>
    public HaltSignal HaltSignal => _topology.HaltSignal;

    /// <summary>The first fault, or null.</summary>
    public StageFault? Fault => HaltSignal.Fault;

    /// <summary>
    /// Stops every stage after the batch in hand, and every producer that waits. What is not handled stays.
    /// </summary>
    public void Halt() => HaltSignal.Halt();

    /// <summary>
    /// Waits until everything published has been handled, then halts. Producers outside must have stopped.
    /// </summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <returns>How it ended.</returns>
    public DrainResult Drain(TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        var result = DrainResult.Drained;

        // Stages pass work on to rings that may have been swept already: only an undisturbed second sweep counts.
        while (!HaltSignal.IsHalted && !IsQuiet())
        {
            if (Stopwatch.GetElapsedTime(start) > timeout)
            {
                result = DrainResult.TimedOut;
                break;
            }

            long done = 0;
            foreach (var pump in _pumps)
            {
                done += pump.RunOnce();
            }

            if (done == 0)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(1));
            }
        }

        if (HaltSignal.IsHalted)
        {
            result = Fault is null ? DrainResult.Halted : DrainResult.Faulted;
        }

        Halt();
        Join();
        return Fault is null ? result : DrainResult.Faulted;
    }

    /// <summary>Halts and waits for the graph's threads to end. Not from a stage's own handler.</summary>
    public void Dispose()
    {
        Halt();
        Join();
    }

    private bool IsQuiet()
    {
        var before = CursorSum();
        return !HasPending() && !HasPending() && CursorSum() == before;
    }

    private bool HasPending() => _duties.Exists(duty => duty.Pending != 0);

    private long CursorSum()
    {
        long sum = 0;
        foreach (var ring in _topology.Rings)
        {
            sum = unchecked(sum + ring.Sequencer.ClaimedUpTo);
        }

        return sum;
    }

    private void Join()
    {
        foreach (var thread in _threads)
        {
            if (!thread.Join(JoinTimeout))
            {
                throw new TimeoutException($"Thread '{thread.Name}' has not ended: a handler does not return.");
            }
        }
    }
}
