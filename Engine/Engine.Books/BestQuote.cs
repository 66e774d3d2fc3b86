using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>Best bid and offer as the last quote told them. A side without quantity has no price either.</summary>
internal struct BestQuote
{
    internal bool IsSome;
    internal PriceTicks BidPrice;
    internal QtyLots BidQuantity;
    internal PriceTicks AskPrice;
    internal QtyLots AskQuantity;

    /// <returns>Whether a price or a quantity changed.</returns>
    internal bool Apply(in Quote quote)
    {
        var before = this;
        IsSome = true;
        (BidPrice, BidQuantity) = quote.BidQuantity > QtyLots.Zero ? (quote.BidPrice, quote.BidQuantity) : default;
        (AskPrice, AskQuantity) = quote.AskQuantity > QtyLots.Zero ? (quote.AskPrice, quote.AskQuantity) : default;
        return before.BidPrice != BidPrice || before.BidQuantity != BidQuantity
            || before.AskPrice != AskPrice || before.AskQuantity != AskQuantity;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref IsSome);
        sink.Visit(ref BidPrice);
        sink.Visit(ref BidQuantity);
        sink.Visit(ref AskPrice);
        sink.Visit(ref AskQuantity);
    }
}
