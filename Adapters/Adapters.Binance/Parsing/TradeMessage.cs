using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>
/// A trade, <c>{"e":"trade","E","s","t":id,"p","q","T","m"}</c>, or an aggregate, <c>{"e":"aggTrade",…,"a":id}</c>.
/// </summary>
internal static class TradeMessage
{
    private const MessageFields Common = MessageFields.Symbol | MessageFields.Price | MessageFields.Quantity
        | MessageFields.EngineTime | MessageFields.Side;

    internal static ParseStatus Parse(
        ref JsonScanner json, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        var fields = default(ScalarFields);
        var status = fields.Read(ref json);
        if (status != ParseStatus.Ok)
        {
            return status;
        }

        // An aggregate's id has the name that the seller's order id has in spot's old trades.
        var isAggregate = frame.Message == BinanceMessage.AggregateTrade;
        var required = Common | (isAggregate ? MessageFields.Asks : MessageFields.Key);
        if ((fields.Seen & required) != required)
        {
            return ParseStatus.MissingField;
        }

        // The insurance fund and auto-deleveraging print on the tape of USD-M without having touched the book.
        if (!fields.Origin.IsEmpty && !fields.Origin.SequenceEqual("MARKET"u8))
        {
            return ParseStatus.Ignored;
        }

        var key = fields.TradeId;
        if (isAggregate && DecimalText.TryParseRounded(fields.Ask, 0, out key) != NumberStatus.Ok)
        {
            return ParseStatus.Malformed;
        }

        status = fields.TryStart(symbols, scratch, EventKind.Trade, ref frame);
        return status == ParseStatus.Ok ? Fill(in fields, key, in symbols[frame.Symbol], ref scratch[0]) : status;
    }

    private static ParseStatus Fill(in ScalarFields fields, long key, in BinanceSymbol symbol, ref Event slot)
    {
        var status = symbol.Price.TryRead(fields.Price, out var price);
        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Ok);
        }

        status = symbol.Quantity.TryRead(fields.Quantity, out var quantity);
        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Ok);
        }

        if (price <= 0 || quantity <= 0)
        {
            return ParseStatus.OutOfRange;
        }

        slot.Flags |= fields.IsBuyerMaker ? EventFlags.Ask : EventFlags.None;
        slot.Trade.Price = new PriceTicks(price);
        slot.Trade.Quantity = new QtyLots(quantity);
        slot.Trade.Key = Key128.FromNumber(key);
        return ParseStatus.Ok;
    }
}
