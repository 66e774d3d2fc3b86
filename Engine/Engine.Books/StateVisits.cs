using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

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

    internal static void Visit(this StateSink sink, ref FinePrice price)
    {
        var value = price.Value;
        sink.Visit(ref value);
        price = new FinePrice(value);
    }

    internal static void Visit(this StateSink sink, ref Rate rate)
    {
        var value = rate.Value;
        sink.Visit(ref value);
        rate = new Rate(value);
    }

    internal static void Visit(this StateSink sink, ref Money money)
    {
        var value = money.Value;
        sink.Visit(ref value);
        money = new Money(value);
    }

    internal static void Visit(this StateSink sink, ref TimestampNs time)
    {
        var value = time.Value;
        sink.Visit(ref value);
        time = new TimestampNs(value);
    }
}
