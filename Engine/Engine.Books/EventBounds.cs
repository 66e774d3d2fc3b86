using System.Runtime.CompilerServices;
using Engine.Model.Events;

namespace Engine.Books;

/// <summary>
/// What no venue can have meant: numbers so large, or negative, that nothing may be computed from them.
/// </summary>
/// <remarks>
/// A checksum proves that bytes are those that were written, not that they make sense. Bounds are a quarter of the
/// range of a long, so that sums and differences of any two values fit. A price at or below zero is within them: it may
/// be bad data, which is the sanitizer's to judge.
/// </remarks>
internal static class EventBounds
{
    /// <summary>Below it lies every amount: 2⁶².</summary>
    internal const long Limit = 1L << 62;

    internal static bool IsLevel(in Event e) =>
        IsPrice(e.BookLevel.Price.Value) & IsAmount(e.BookLevel.Quantity.Value);

    internal static void RequireLevel(in Event e)
    {
        if (!IsLevel(in e))
        {
            ThrowPriced(in e, e.BookLevel.Price.Value, e.BookLevel.Quantity.Value);
        }
    }

    internal static void RequireTrade(in Event e)
    {
        if (!IsPrice(e.Trade.Price.Value) | !IsAmount(e.Trade.Quantity.Value))
        {
            ThrowPriced(in e, e.Trade.Price.Value, e.Trade.Quantity.Value);
        }
    }

    internal static void RequireQuote(in Event e)
    {
        ref readonly var quote = ref e.Quote;
        if (!IsPrice(quote.BidPrice.Value) | !IsAmount(quote.BidQuantity.Value))
        {
            ThrowPriced(in e, quote.BidPrice.Value, quote.BidQuantity.Value);
        }

        if (!IsPrice(quote.AskPrice.Value) | !IsAmount(quote.AskQuantity.Value))
        {
            ThrowPriced(in e, quote.AskPrice.Value, quote.AskQuantity.Value);
        }
    }

    internal static void RequireBar(in Event e)
    {
        ref readonly var bar = ref e.Bar;
        if (!IsPrice(bar.Open.Value) || !IsAmount(bar.Volume.Value) || !IsAmount(bar.TakerBuyVolume.Value))
        {
            ThrowPriced(in e, bar.Open.Value, bar.Volume.Value);
        }

        if (bar.LowOffset > bar.HighOffset)
        {
            Throw(in e, $"its low lies {bar.LowOffset} ticks from its open and its high {bar.HighOffset}");
        }
    }

    internal static void RequireMark(in Event e)
    {
        ref readonly var mark = ref e.Mark;
        RequireAmount(in e, mark.MarkPrice.Value, "mark price");
        RequireAmount(in e, mark.IndexPrice.Value, "index price");
        RequireAmount(in e, mark.SettlePrice.Value, "settle price");
        RequireRate(in e, mark.FundingRate.Value);
    }

    internal static void RequireFunding(in Event e)
    {
        RequireAmount(in e, e.Funding.MarkPrice.Value, "mark price");
        RequireRate(in e, e.Funding.Rate.Value);
    }

    internal static void RequireOpenInterest(in Event e)
    {
        RequireAmount(in e, e.OpenInterest.Quantity.Value, "quantity");
        RequireAmount(in e, e.OpenInterest.Value.Value, "value");
    }

    internal static void RequireLiquidation(in Event e)
    {
        if (!IsPrice(e.Liquidation.Price.Value) || !IsAmount(e.Liquidation.Quantity.Value))
        {
            ThrowPriced(in e, e.Liquidation.Price.Value, e.Liquidation.Quantity.Value);
        }
    }

    internal static void RequireSnapshot(in Event e) =>
        RequireAmount(in e, e.BookSnapshot.LevelCount, "number of levels");

    internal static void RequireGap(in Event e) => RequireAmount(in e, e.FeedGap.LostCount, "number of lost messages");

    /// <summary>No such public event is known to this version.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowUnknown(in Event e) => throw new InvalidDataException(
        $"There is no public event of kind 0x{(ushort)e.Kind:x4} in this version.");

    // One comparison each: moved up by the bound, what lies within begins at zero.
    private static bool IsPrice(long value) => unchecked((ulong)(value + Limit)) < 2 * (ulong)Limit;

    private static bool IsAmount(long value) => (ulong)value < (ulong)Limit;

    private static void RequireAmount(in Event e, long value, string name)
    {
        if (!IsAmount(value))
        {
            Throw(in e, $"its {name} is {value}");
        }
    }

    private static void RequireRate(in Event e, long value)
    {
        if (!IsPrice(value))
        {
            Throw(in e, $"its rate is {value}");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowPriced(in Event e, long price, long quantity) =>
        Throw(in e, $"its price is {price} ticks and its quantity {quantity} lots");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(in Event e, string what) => throw new InvalidDataException(
        $"The {e.Kind} of instrument {e.Instrument.Value} makes no sense: {what}.");
}
