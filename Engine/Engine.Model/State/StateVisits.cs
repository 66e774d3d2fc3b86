using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.State;

/// <summary>Visits of the model's units and slots, in one form for everybody.</summary>
public static class StateVisits
{
    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref PriceTicks price) => sink.VisitSlot(ref price);

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref QtyLots quantity) => sink.VisitSlot(ref quantity);

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref FinePrice price) => sink.VisitSlot(ref price);

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref Rate rate) => sink.VisitSlot(ref rate);

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref Money money) => sink.VisitSlot(ref money);

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref TimestampNs time) => sink.VisitSlot(ref time);

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref OrderId id) => sink.VisitSlot(ref id);

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref InstrumentId id)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = id.Value;
        sink.Visit(ref value);
        id = new InstrumentId(value);
    }

    /// <summary>Visits a unit by its one number.</summary>
    /// <exception cref="OverflowException">What is put back is no such number.</exception>
    public static void Visit(this StateSink sink, ref AccountId account)
    {
        ArgumentNullException.ThrowIfNull(sink);
        int value = account.Value;
        sink.Visit(ref value);
        account = new AccountId(checked((ushort)value));
    }

    /// <summary>Visits a unit by its one number.</summary>
    /// <exception cref="OverflowException">What is put back is no such number.</exception>
    public static void Visit(this StateSink sink, ref StrategyId strategy)
    {
        ArgumentNullException.ThrowIfNull(sink);
        int value = strategy.Value;
        sink.Visit(ref value);
        strategy = new StrategyId(checked((ushort)value));
    }

    /// <summary>Visits a key by its two words.</summary>
    public static void Visit(this StateSink sink, ref Key128 key) => sink.VisitSlot(ref key);

    /// <summary>Visits a slot whose layout is the file format, in words: all of its bytes are content.</summary>
    public static void VisitSlot<TSlot>(this StateSink sink, ref TSlot slot)
        where TSlot : unmanaged
    {
        ArgumentNullException.ThrowIfNull(sink);
        foreach (ref var word in MemoryMarshal.Cast<TSlot, long>(new Span<TSlot>(ref slot)))
        {
            sink.Visit(ref word);
        }
    }
}
