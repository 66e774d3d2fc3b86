using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>The hot reader of <see cref="TradeMessage" />: trades of the market, single ones and aggregates.</summary>
internal static class HotTrade
{
    private const MessageFields Common = MessageFields.Symbol | MessageFields.Price | MessageFields.Quantity
        | MessageFields.EngineTime | MessageFields.Side;

    /// <summary>Reads the members from the first name on, and the brace behind them.</summary>
    internal static bool TryRead(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, ref Event slot, ref BinanceFrame frame)
    {
        // An aggregate's id has the name that the seller's order id has in spot's old trades.
        var required = Common
            | (frame.Message == BinanceMessage.AggregateTrade ? MessageFields.Asks : MessageFields.Key);
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
            if (field == MessageFields.None
                ? !TrySkip(text, ref position, key)
                : (seen & field) != 0 || !TryTake(text, ref position, symbols, field, ref values, ref frame))
            {
                return false;
            }

            if (!HotText.TryEndValue(text, ref position, out isEnd))
            {
                return false;
            }

            seen |= field;
        }
        while (!isEnd);

        return (seen & required) == required && TryFill(in values, symbols, ref slot, ref frame);
    }

    private static MessageFields FieldOf(uint key) => key switch
    {
        'E' => MessageFields.SendTime,
        'T' => MessageFields.EngineTime,
        's' => MessageFields.Symbol,
        't' => MessageFields.Key,
        'a' => MessageFields.Asks,
        'p' => MessageFields.Price,
        'q' => MessageFields.Quantity,
        'm' => MessageFields.Side,
        _ => MessageFields.None,
    };

    private static bool TryTake(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, MessageFields field, ref Values values,
        ref BinanceFrame frame)
    {
        switch (field)
        {
            case MessageFields.SendTime:
                return EightDigits.TryReadInteger(text, ref position, out values.SendTime);
            case MessageFields.EngineTime:
                return EightDigits.TryReadInteger(text, ref position, out values.EngineTime);
            case MessageFields.Key:
                return EightDigits.TryReadInteger(text, ref position, out values.TradeId);
            case MessageFields.Asks:
                return EightDigits.TryReadInteger(text, ref position, out values.AggregateId);
            case MessageFields.Side:
                return TryReadBoolean(text, ref position, out values.IsBuyerMaker);
            case MessageFields.Symbol:
                return HotText.TryFindSymbol(text, ref position, symbols, out frame.Symbol);
            case MessageFields.Price:
                return frame.Symbol >= 0
                    && HotText.TryReadNumber(text, ref position, symbols[frame.Symbol].Price, out values.Price);
            default:
                return frame.Symbol >= 0
                    && HotText.TryReadNumber(text, ref position, symbols[frame.Symbol].Quantity, out values.Quantity);
        }
    }

    /// <summary>Members that mean nothing here, and those that must have the one value that means nothing.</summary>
    private static bool TrySkip(ReadOnlySpan<byte> text, ref int position, uint key)
    {
        switch (key)
        {
            case 'X':
                // What the insurance fund or auto-deleveraging prints is for the careful parser to ignore.
                return HotText.TryTake(text, ref position, "\"MARKET\""u8);
            case 'f' or 'l' or 'b':
                return EightDigits.TryReadInteger(text, ref position, out _);
            case 'M':
                return TryReadBoolean(text, ref position, out _);
            case HotText.ProductKey:
                return HotText.TryTakeProduct(text, ref position);
            case HotText.PairKey or HotText.NormalQuantityKey:
                return HotText.TrySkipString(text, ref position);
            default:
                return false;
        }
    }

    private static bool TryReadBoolean(ReadOnlySpan<byte> text, ref int position, out bool value)
    {
        value = HotText.TryTake(text, ref position, "true"u8);
        return value || HotText.TryTake(text, ref position, "false"u8);
    }

    private static bool TryFill(in Values values, BinanceSymbols symbols, ref Event slot, ref BinanceFrame frame)
    {
        if (values.Price <= 0 || values.Quantity <= 0
            || !VenueClock.TryToNanoseconds(values.SendTime, out frame.SendTime)
            || !VenueClock.TryToNanoseconds(values.EngineTime, out var engineTime))
        {
            return false;
        }

        slot = Event.Create(EventKind.Trade, TimestampNs.Zero, symbols[frame.Symbol].Instrument);
        slot.VenueTime = engineTime;
        slot.Flags |= values.IsBuyerMaker ? EventFlags.Ask : EventFlags.None;
        slot.Trade.Price = new PriceTicks(values.Price);
        slot.Trade.Quantity = new QtyLots(values.Quantity);
        slot.Trade.Key = Key128.FromNumber(
            frame.Message == BinanceMessage.AggregateTrade ? values.AggregateId : values.TradeId);
        frame.Count = 1;
        return true;
    }

    private ref struct Values
    {
        public long SendTime;
        public long EngineTime;
        public long TradeId;
        public long AggregateId;
        public long Price;
        public long Quantity;
        public bool IsBuyerMaker;
    }
}
