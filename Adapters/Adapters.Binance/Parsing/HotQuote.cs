using System.Runtime.CompilerServices;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>
/// The hot reader of <see cref="BookTickerMessage" />: any order of members, the symbol before the numbers.
/// </summary>
internal static class HotQuote
{
    private const ulong Required = (1UL << ('s' & KeyMask)) | (1UL << ('u' & KeyMask)) | (1UL << ('b' & KeyMask))
        | (1UL << ('B' & KeyMask)) | (1UL << ('a' & KeyMask)) | (1UL << ('A' & KeyMask));

    private const ulong EngineTime = 1UL << ('T' & KeyMask);
    private const int KeyMask = 63;

    // Prices have small letters, quantities capitals.
    private const uint SmallLetter = 0x20;

    /// <summary>Reads the members from the first name on, and the brace behind them.</summary>
    internal static bool TryRead(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, ref Event slot, ref BinanceFrame frame)
    {
        frame.Message = BinanceMessage.BookTicker;
        var values = default(Values);
        ulong seen = 0;
        bool isEnd;
        do
        {
            if (!HotText.TryReadKey(text, ref position, out var key))
            {
                return false;
            }

            bool isRead;
            switch (key)
            {
                case 'b' or 'B' or 'a' or 'A':
                    isRead = frame.Symbol >= 0
                        && TryTakeNumber(text, ref position, in symbols[frame.Symbol], key, ref values);
                    break;
                case 'u' or 'T' or 'E':
                    isRead = EightDigits.TryReadInteger(text, ref position, out values[PlaceOf(key)]);
                    break;
                case 's':
                    isRead = HotText.TryFindSymbol(text, ref position, symbols, out frame.Symbol);
                    break;
                default:
                    isRead = TrySkip(text, ref position, key);
                    break;
            }

            // Names of two letters say nothing: they may come again.
            var bit = key <= byte.MaxValue ? 1UL << (int)(key & KeyMask) : 0;
            if (!isRead || (seen & bit) != 0 || !HotText.TryEndValue(text, ref position, out isEnd))
            {
                return false;
            }

            seen |= bit;
        }
        while (!isEnd);

        return (seen & Required) == Required && TryFill(in values, seen, symbols, ref slot, ref frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTakeNumber(
        ReadOnlySpan<byte> text, ref int position, in BinanceSymbol symbol, uint key, ref Values values) =>
        HotText.TryReadNumber(
            text, ref position, (key & SmallLetter) != 0 ? symbol.Price : symbol.Quantity, out values[PlaceOf(key)]);

    /// <summary>Where a value is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PlaceOf(uint key) => key switch
    {
        'b' => Values.Bid,
        'a' => Values.Ask,
        'B' => Values.BidQuantity,
        'A' => Values.AskQuantity,
        'u' => Values.UpdateId,
        'T' => Values.EngineTime,
        _ => Values.SendTime,
    };

    private static bool TrySkip(ReadOnlySpan<byte> text, ref int position, uint key) => key switch
    {
        HotText.ProductKey => HotText.TryTakeProduct(text, ref position),
        HotText.PairKey => HotText.TrySkipString(text, ref position),
        _ => false,
    };

    private static bool TryFill(
        in Values values, ulong seen, BinanceSymbols symbols, ref Event slot, ref BinanceFrame frame)
    {
        var (bid, ask) = (values[Values.Bid], values[Values.Ask]);
        var (bidQuantity, askQuantity) = (values[Values.BidQuantity], values[Values.AskQuantity]);

        // An empty side is a quantity of zero, at whatever price.
        if ((bid <= 0 && bidQuantity != 0) || (ask <= 0 && askQuantity != 0)
            || !VenueClock.TryToNanoseconds(values[Values.SendTime], out frame.SendTime)
            || !VenueClock.TryToNanoseconds(values[Values.EngineTime], out var engineTime))
        {
            return false;
        }

        slot = Event.Create(EventKind.Quote, TimestampNs.Zero, symbols[frame.Symbol].Instrument);
        slot.VenueTime = (seen & EngineTime) != 0 ? engineTime : frame.SendTime;
        slot.Quote.UpdateId = frame.LastUpdateId = values[Values.UpdateId];
        slot.Quote.BidPrice = new PriceTicks(bid);
        slot.Quote.BidQuantity = new QtyLots(bidQuantity);
        slot.Quote.AskPrice = new PriceTicks(ask);
        slot.Quote.AskQuantity = new QtyLots(askQuantity);
        frame.Count = 1;
        return true;
    }

    /// <summary>The numbers of one message, by place.</summary>
    [InlineArray(8)]
    private struct Values
    {
        internal const int Bid = 0;
        internal const int Ask = 1;
        internal const int BidQuantity = 2;
        internal const int AskQuantity = 3;
        internal const int UpdateId = 4;
        internal const int EngineTime = 5;
        internal const int SendTime = 6;

        private long _first;
    }
}
