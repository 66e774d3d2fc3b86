using System.Runtime.InteropServices;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>Visits of the model's units, each as its one number.</summary>
internal static class StateVisits
{
    internal static void Visit(this StateSink sink, ref PriceTicks price)
    {
        var value = price.Value;
        sink.Visit(ref value);
        price = new PriceTicks(value);
    }

    internal static void Visit(this StateSink sink, ref QtyLots quantity)
    {
        var value = quantity.Value;
        sink.Visit(ref value);
        quantity = new QtyLots(value);
    }

    internal static void Visit(this StateSink sink, ref TimestampNs time)
    {
        var value = time.Value;
        sink.Visit(ref value);
        time = new TimestampNs(value);
    }

    internal static void Visit(this StateSink sink, ref OrderId id)
    {
        var value = id.Value;
        sink.Visit(ref value);
        id = new OrderId(value);
    }

    internal static void Visit(this StateSink sink, ref InstrumentId id)
    {
        var value = id.Value;
        sink.Visit(ref value);
        id = new InstrumentId(value);
    }

    internal static void Visit(this StateSink sink, ref AccountId account)
    {
        var value = (int)account.Value;
        sink.Visit(ref value);
        account = new AccountId((ushort)value);
    }

    /// <summary>Visits a slot whose layout is the file format, in words: all of its bytes are content.</summary>
    internal static void VisitSlot<TSlot>(this StateSink sink, ref TSlot slot)
        where TSlot : unmanaged
    {
        foreach (ref var word in MemoryMarshal.Cast<TSlot, long>(new Span<TSlot>(ref slot)))
        {
            sink.Visit(ref word);
        }
    }
}
