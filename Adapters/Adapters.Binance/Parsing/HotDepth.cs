using Adapters.Common.Parsing;
using Engine.Model.Events;

namespace Adapters.Binance.Parsing;

/// <summary>The hot reader of <see cref="DepthUpdateMessage" />: the header, then bids, then asks.</summary>
internal static class HotDepth
{
    private const MessageFields SpotHeader = MessageFields.Symbol | MessageFields.SendTime | MessageFields.FirstUpdateId
        | MessageFields.LastUpdateId;

    private const MessageFields UsdMHeader = SpotHeader | MessageFields.EngineTime | MessageFields.PreviousUpdateId;

    /// <summary>Reads the members from the first name on, and the brace behind them.</summary>
    internal static bool TryRead(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        frame.Message = BinanceMessage.DepthUpdate;
        var template = new Event { Kind = EventKind.BookLevel };
        if (!TryReadHeader(text, ref position, symbols, ref template, ref frame)
            || frame.FirstUpdateId > frame.LastUpdateId)
        {
            return false;
        }

        ref readonly var symbol = ref symbols[frame.Symbol];
        template.Instrument = symbol.Instrument;
        template.BookLevel.FirstUpdateId = frame.FirstUpdateId;
        template.BookLevel.LastUpdateId = frame.LastUpdateId;
        if (!TryReadSide(text, ref position, in symbol, in template, scratch, ref frame)
            || !HotText.TryTake(text, ref position, ",\"a\":"u8))
        {
            return false;
        }

        template.Flags = EventFlags.Ask;
        if (!TryReadSide(text, ref position, in symbol, in template, scratch, ref frame)
            || !TryReadRest(text, ref position))
        {
            return false;
        }

        if (frame.Count > 0)
        {
            scratch[frame.Count - 1].Flags |= EventFlags.LastOfRun;
        }

        return true;
    }

    /// <summary>Reads up to the name of the bids, which must be the first member behind the whole header.</summary>
    private static bool TryReadHeader(
        ReadOnlySpan<byte> text, ref int position, BinanceSymbols symbols, ref Event template, ref BinanceFrame frame)
    {
        var required = symbols.IsUsdM ? UsdMHeader : SpotHeader;
        var seen = MessageFields.None;
        long sent = 0, matched = 0;
        while (HotText.TryReadKey(text, ref position, out var key))
        {
            var field = FieldOf(key);
            if (field == MessageFields.Bids)
            {
                return (seen & required) == required
                    && TrySetTime(sent, matched, (seen & MessageFields.EngineTime) != 0, ref template, ref frame);
            }

            var isRead = field switch
            {
                MessageFields.SendTime => EightDigits.TryReadInteger(text, ref position, out sent),
                MessageFields.EngineTime => EightDigits.TryReadInteger(text, ref position, out matched),
                MessageFields.Symbol => HotText.TryFindSymbol(text, ref position, symbols, out frame.Symbol),
                MessageFields.FirstUpdateId =>
                    EightDigits.TryReadInteger(text, ref position, out frame.FirstUpdateId),
                MessageFields.LastUpdateId => EightDigits.TryReadInteger(text, ref position, out frame.LastUpdateId),
                MessageFields.PreviousUpdateId =>
                    EightDigits.TryReadInteger(text, ref position, out frame.PreviousUpdateId),
                _ => TrySkip(text, ref position, key),
            };
            if (!isRead || (seen & field) != 0 || !HotText.TryTake(text, ref position, ","u8))
            {
                return false;
            }

            seen |= field;
        }

        return false;
    }

    private static bool TrySetTime(
        long sent, long matched, bool hasMatched, ref Event template, ref BinanceFrame frame)
    {
        if (!VenueClock.TryToNanoseconds(sent, out frame.SendTime)
            || !VenueClock.TryToNanoseconds(matched, out var engineTime))
        {
            return false;
        }

        template.VenueTime = hasMatched ? engineTime : frame.SendTime;
        return true;
    }

    private static MessageFields FieldOf(uint key) => key switch
    {
        'E' => MessageFields.SendTime,
        'T' => MessageFields.EngineTime,
        's' => MessageFields.Symbol,
        'U' => MessageFields.FirstUpdateId,
        'u' => MessageFields.LastUpdateId,
        HotText.PreviousKey => MessageFields.PreviousUpdateId,
        'b' => MessageFields.Bids,
        _ => MessageFields.None,
    };

    private static bool TrySkip(ReadOnlySpan<byte> text, ref int position, uint key) => key switch
    {
        HotText.ProductKey => HotText.TryTakeProduct(text, ref position),
        HotText.PairKey => HotText.TrySkipString(text, ref position),
        _ => false,
    };

    private static bool TryReadSide(
        ReadOnlySpan<byte> text, ref int position, in BinanceSymbol symbol, in Event template, Span<Event> scratch,
        ref BinanceFrame frame)
    {
        if (!HotText.TryTake(text, ref position, "["u8))
        {
            return false;
        }

        frame.Count = BookLevels.ReadPlain(text, ref position, in symbol, in template, scratch, frame.Count);
        return HotText.TryTake(text, ref position, "]"u8);
    }

    /// <summary>Behind the levels nothing may follow that would change them.</summary>
    private static bool TryReadRest(ReadOnlySpan<byte> text, ref int position)
    {
        while (HotText.TryEndValue(text, ref position, out var isEnd))
        {
            if (isEnd)
            {
                return true;
            }

            if (!HotText.TryReadKey(text, ref position, out var key) || !TrySkip(text, ref position, key))
            {
                return false;
            }
        }

        return false;
    }
}
