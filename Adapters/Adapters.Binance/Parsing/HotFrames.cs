using Engine.Model.Events;

namespace Adapters.Binance.Parsing;

/// <summary>
/// Reads the messages that are nearly all traffic (best prices, trades, changes of the book) in one pass, byte for byte
/// as the venue writes them today.
/// </summary>
/// <remarks>
/// It answers only where it is sure: a good message, without blanks, escapes or members that it does not know, every
/// number plain and on its grid. Everything else it leaves to the careful parser, which is the one authority for what a
/// frame means; where both answer they say the same.
/// </remarks>
internal static class HotFrames
{
    /// <summary>Reads a frame.</summary>
    /// <param name="text">The frame, whole.</param>
    /// <param name="symbols">The instruments.</param>
    /// <param name="scratch">Where the events go; of no meaning where the answer is false.</param>
    /// <param name="frame">What stands beside them; of no meaning where the answer is false.</param>
    /// <returns>False where the frame is for the careful parser, whatever it holds.</returns>
    internal static bool TryRead(
        ReadOnlySpan<byte> text, BinanceSymbols symbols, Span<Event> scratch, out BinanceFrame frame)
    {
        frame = new BinanceFrame { Symbol = -1, PreviousUpdateId = -1 };
        var position = 0;
        ReadOnlySpan<byte> stream = default;
        var isEnvelope = HotText.TryTake(text, ref position, "{\"stream\":\""u8);
        if (isEnvelope && !(HotText.TryReadName(text, ref position, out stream)
            && HotText.TryTake(text, ref position, ",\"data\":"u8)))
        {
            return false;
        }

        return !scratch.IsEmpty
            && HotText.TryTake(text, ref position, "{"u8)
            && TryReadMessage(text, ref position, symbols, stream, scratch, ref frame)
            && (!isEnvelope || HotText.TryTake(text, ref position, "}"u8))
            && position == text.Length;
    }

    private static bool TryReadMessage(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, ReadOnlySpan<byte> stream,
        Span<Event> scratch, ref BinanceFrame frame)
    {
        if (!HotText.TryTake(text, ref position, "\"e\":\""u8))
        {
            // Spot's best prices name no type; what else has none is not taken by their reader.
            return HotQuote.TryRead(text, ref position, symbols, ref scratch[0], ref frame);
        }

        if (HotText.TryTake(text, ref position, "bookTicker\","u8))
        {
            return HotQuote.TryRead(text, ref position, symbols, ref scratch[0], ref frame);
        }

        if (HotText.TryTake(text, ref position, "depthUpdate\","u8))
        {
            return !BinanceEvent.IsDepthOfAnotherKind(BinanceMessage.DepthUpdate, stream)
                && HotDepth.TryRead(text, ref position, symbols, scratch, ref frame);
        }

        frame.Message = HotText.TryTake(text, ref position, "trade\","u8) ? BinanceMessage.Trade
            : HotText.TryTake(text, ref position, "aggTrade\","u8) ? BinanceMessage.AggregateTrade
            : BinanceMessage.Unknown;
        return frame.Message != BinanceMessage.Unknown
            && HotTrade.TryRead(text, ref position, symbols, ref scratch[0], ref frame);
    }
}
