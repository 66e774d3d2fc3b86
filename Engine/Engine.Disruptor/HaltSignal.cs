using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>One stop for a whole graph: producers, consumers and sleepers all obey it.</summary>
/// <remarks>
/// Any thread may halt, fail or ask. Halting is final: a graph that stopped is not started again. After a fault no
/// stage handles another event, because one that skips what failed would make a history that never was. Asking costs
/// one load of a line that nothing else lies in.
/// </remarks>
public sealed class HaltSignal
{
    private readonly Lock _gate = new();
    private readonly List<Parker> _parkers = [];
    private StageFault? _fault;
    private HaltCell _cell;

    /// <summary>True once halted or failed. One plain load of a line that is hardly ever written.</summary>
    public bool IsHalted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _cell.IsHalted);
    }

    /// <summary>The first fault, or null if there was none.</summary>
    public StageFault? Fault => Volatile.Read(ref _fault);

    /// <summary>Stops everything after the batches in hand and wakes all sleepers.</summary>
    public void Halt()
    {
        lock (_gate)
        {
            Volatile.Write(ref _cell.IsHalted, true);
            foreach (var parker in _parkers)
            {
                parker.Wake();
            }
        }
    }

    /// <summary>Records a fault, if it is the first, and halts.</summary>
    /// <param name="stage">Who failed.</param>
    /// <param name="sequence">The first sequence of the batch in hand, or −1.</param>
    /// <param name="exception">What was thrown.</param>
    public void Fail(string stage, long sequence, Exception exception)
    {
        Interlocked.CompareExchange(ref _fault, new StageFault(stage, sequence, exception), null);
        Halt();
    }

    /// <summary>Throws if a stage failed.</summary>
    /// <exception cref="StageFaultException">A stage failed; the inner exception is what it threw.</exception>
    public void ThrowIfFaulted()
    {
        if (Fault is { } fault)
        {
            throw new StageFaultException(fault);
        }
    }

    /// <summary>Registers somebody to be woken by a halt. Any thread, at construction.</summary>
    /// <param name="parker">Where it sleeps.</param>
    public void Watch(Parker parker)
    {
        ArgumentNullException.ThrowIfNull(parker);
        lock (_gate)
        {
            _parkers.Add(parker);
            if (_cell.IsHalted)
            {
                parker.Wake();
            }
        }
    }

    /// <summary>The padded flag, for the layout test.</summary>
    internal ref HaltCell Cell => ref _cell;

    /// <summary>For exception filters: records and lets the exception pass.</summary>
    internal bool Record(string stage, long sequence, Exception exception)
    {
        Fail(stage, sequence, exception);
        return false;
    }
}
