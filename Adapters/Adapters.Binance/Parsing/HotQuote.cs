using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>The hot reader of <see cref="BookTickerMessage" />: any order of members, the symbol before numbers.</summary>
internal static class HotQuote
{
    private const MessageFields Required = MessageFields.Symbol | MessageFields.LastUpdateId | MessageFields.Bids
        | MessageFields.BidQuantity | MessageFields.Asks | MessageFields.AskQuantity;

    /// <summary>Reads the members from the first name on, and the brace behind them.</summary>
    internal static bool TryRead(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, ref Event slot, ref BinanceFrame frame)
    {
        frame.Message = BinanceMessage.BookTicker;
        var values = default(Values);
        var seen = MessageFields.None;
        bool isEnd;
        do
        {
            if (!HotText.TryReadKey(text, ref position, out var key))
            {
                return false;
            }

            var field = FieldOf(key);
            var isRead = field switch
            {
                MessageFields.Symbol => HotText.TryFindSymbol(text, ref position, symbols, out frame.Symbol),
                MessageFields.LastUpdateId => EightDigits.TryReadInteger(text, ref position, out values.UpdateId),
                MessageFields.SendTime => EightDigits.TryReadInteger(text, ref position, out values.SendTime),
                MessageFields.EngineTime => EightDigits.TryReadInteger(text, ref position, out values.EngineTime),
                MessageFields.None => TrySkip(text, ref position, key),
                _ => frame.Symbol >= 0
                    && TryTakeNumber(text, ref position, in symbols[frame.Symbol], field, ref values),
            };
            if (!isRead || (seen & field) != 0 || !HotText.TryEndValue(text, ref position, out isEnd))
            {
                return false;
            }

            seen |= field;
        }
        while (!isEnd);

        return (seen & Required) == Required && TryFill(in values, seen, symbols, ref slot, ref frame);
    }

    private static MessageFields FieldOf(uint key) => key switch
    {
        'u' => MessageFields.LastUpdateId,
        's' => MessageFields.Symbol,
        'b' => MessageFields.Bids,
        'B' => MessageFields.BidQuantity,
        'a' => MessageFields.Asks,
        'A' => MessageFields.AskQuantity,
        'T' => MessageFields.EngineTime,
        'E' => MessageFields.SendTime,
        _ => MessageFields.None,
    };

    private static bool TryTakeNumber(
        ReadOnlySpan<byte> text, ref int position, in BinanceSymbol symbol, MessageFields field, ref Values values)
    {
        switch (field)
        {
            case MessageFields.Bids:
                return HotText.TryReadNumber(text, ref position, symbol.Price, out values.Bid);
            case MessageFields.BidQuantity:
                return HotText.TryReadNumber(text, ref position, symbol.Quantity, out values.BidQuantity);
            case MessageFields.Asks:
                return HotText.TryReadNumber(text, ref position, symbol.Price, out values.Ask);
            default:
                return HotText.TryReadNumber(text, ref position, symbol.Quantity, out values.AskQuantity);
        }
    }

    private static bool TrySkip(ReadOnlySpan<byte> text, ref int position, uint key) => key switch
    {
        HotText.ProductKey => HotText.TryTakeProduct(text, ref position),
        HotText.PairKey => HotText.TrySkipString(text, ref position),
        _ => false,
    };

    private static bool TryFill(
        in Values values, MessageFields seen, BinanceSymbols symbols, ref Event slot, ref BinanceFrame frame)
    {
        // An empty side is a quantity of zero, at whatever price.
        if ((values.Bid <= 0 && values.BidQuantity != 0) || (values.Ask <= 0 && values.AskQuantity != 0)
            || !VenueClock.TryToNanoseconds(values.SendTime, out frame.SendTime)
            || !VenueClock.TryToNanoseconds(values.EngineTime, out var engineTime))
        {
            return false;
        }

        slot = Event.Create(EventKind.Quote, TimestampNs.Zero, symbols[frame.Symbol].Instrument);
        slot.VenueTime = (seen & MessageFields.EngineTime) != 0 ? engineTime : frame.SendTime;
        slot.Quote.UpdateId = frame.LastUpdateId = values.UpdateId;
        slot.Quote.BidPrice = new PriceTicks(values.Bid);
        slot.Quote.BidQuantity = new QtyLots(values.BidQuantity);
        slot.Quote.AskPrice = new PriceTicks(values.Ask);
        slot.Quote.AskQuantity = new QtyLots(values.AskQuantity);
        frame.Count = 1;
        return true;
    }

    private ref struct Values
    {
        public long UpdateId;
        public long SendTime;
        public long EngineTime;
        public long Bid;
        public long BidQuantity;
        public long Ask;
        public long AskQuantity;
    }
}
