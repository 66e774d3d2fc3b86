using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>
/// Which strategy holds which instrument: at most one at a time, of those that ask. Part of the core's state, so that a
/// replay decides the same. One thread.
/// </summary>
internal sealed class SymbolHolds
{
    private int[] _holders = [];
    private int _count;

    /// <summary>How many instruments are held.</summary>
    internal int Count => _count;

    internal void AddInstrument() => Array.Resize(ref _holders, _holders.Length + 1);

    /// <summary>Who holds the instrument; <see cref="StrategyId.Engine" /> for nobody.</summary>
    internal StrategyId HolderOf(InstrumentId instrument) => new((ushort)_holders[instrument.Value]);

    /// <summary>Takes the instrument, unless another strategy has it.</summary>
    internal bool TryHold(StrategyId strategy, InstrumentId instrument)
    {
        ref var holder = ref _holders[instrument.Value];
        if (holder == 0)
        {
            holder = strategy.Value;
            _count++;
        }

        return holder == strategy.Value;
    }

    /// <summary>Gives the instrument back, if the strategy has it.</summary>
    internal void Release(StrategyId strategy, InstrumentId instrument)
    {
        ref var holder = ref _holders[instrument.Value];
        if (holder == strategy.Value)
        {
            holder = 0;
            _count--;
        }
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _count);
        foreach (ref var holder in _holders.AsSpan())
        {
            sink.Visit(ref holder);
        }
    }
}
