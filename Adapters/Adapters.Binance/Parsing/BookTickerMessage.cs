using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>
/// Best bid and offer: <c>{"u","s","b":bid,"B":quantity,"a":ask,"A":quantity}</c>; USD-M adds e, E and T, spot gives no
/// time at all.
/// </summary>
internal static class BookTickerMessage
{
    private const MessageFields Required = MessageFields.Symbol | MessageFields.LastUpdateId | MessageFields.Bids
        | MessageFields.BidQuantity | MessageFields.Asks | MessageFields.AskQuantity;

    internal static ParseStatus Parse(
        ref JsonScanner json, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        var fields = default(ScalarFields);
        var status = fields.Read(ref json);
        if (status != ParseStatus.Ok)
        {
            return status;
        }

        if ((fields.Seen & Required) != Required)
        {
            return ParseStatus.MissingField;
        }

        status = fields.TryStart(symbols, scratch, EventKind.Quote, ref frame);
        if (status != ParseStatus.Ok)
        {
            return status;
        }

        ref readonly var symbol = ref symbols[frame.Symbol];
        ref var quote = ref scratch[0].Quote;
        quote.UpdateId = frame.LastUpdateId = fields.LastUpdateId;
        return ReadSide(fields.Bid, fields.BidQuantity, in symbol, out quote.BidPrice, out quote.BidQuantity) is var bid
            and not ParseStatus.Ok
            ? bid
            : ReadSide(fields.Ask, fields.AskQuantity, in symbol, out quote.AskPrice, out quote.AskQuantity);
    }

    private static ParseStatus ReadSide(
        ReadOnlySpan<byte> price, ReadOnlySpan<byte> quantity, in BinanceSymbol symbol, out PriceTicks ticks,
        out QtyLots lots)
    {
        lots = QtyLots.Zero;
        var status = symbol.Price.TryRead(price, out var priceSteps);
        ticks = new PriceTicks(priceSteps);
        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Ok);
        }

        status = symbol.Quantity.TryRead(quantity, out var quantitySteps);
        status = status == NumberStatus.OffGrid ? symbol.TryReadResidue(quantity, out quantitySteps) : status;
        lots = new QtyLots(quantitySteps);
        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Ok);
        }

        // An empty side is a quantity of zero, at whatever price.
        return priceSteps > 0 || quantitySteps == 0 ? ParseStatus.Ok : ParseStatus.OutOfRange;
    }
}
