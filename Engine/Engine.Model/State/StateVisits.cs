using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Engine.Model.State;

/// <summary>Visits of the model's units and slots, in one form for everybody.</summary>
public static class StateVisits
{
    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref PriceTicks price)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = price.Value;
        sink.Visit(ref value);
        price = new PriceTicks(value);
    }

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref QtyLots quantity)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = quantity.Value;
        sink.Visit(ref value);
        quantity = new QtyLots(value);
    }

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref FinePrice price)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = price.Value;
        sink.Visit(ref value);
        price = new FinePrice(value);
    }

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref Rate rate)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = rate.Value;
        sink.Visit(ref value);
        rate = new Rate(value);
    }

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref Money money)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = money.Value;
        sink.Visit(ref value);
        money = new Money(value);
    }

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref TimestampNs time)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = time.Value;
        sink.Visit(ref value);
        time = new TimestampNs(value);
    }

    /// <summary>Visits a unit by its one number.</summary>
    public static void Visit(this StateSink sink, ref OrderId id)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var value = id.Value;
        sink.Visit(ref value);
        id = new OrderId(value);
    }

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
    public static void Visit(this StateSink sink, ref Key128 key)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var (low, high) = (key.Low, key.High);
        sink.Visit(ref low);
        sink.Visit(ref high);
        key = new Key128(low, high);
    }

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
