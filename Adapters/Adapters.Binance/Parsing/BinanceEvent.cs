using Adapters.Common.Parsing;
using Engine.Model.Events;

namespace Adapters.Binance.Parsing;

/// <summary>Recognises one event object and hands it to the parser of its kind.</summary>
internal static class BinanceEvent
{
    /// <summary>Parses the object at the cursor.</summary>
    /// <param name="json">At the opening brace; behind the closing one when the answer is Ok or Ignored.</param>
    /// <param name="symbols">The instruments.</param>
    /// <param name="stream">The stream's name where an envelope gave it.</param>
    /// <param name="scratch">Where the events go.</param>
    /// <param name="frame">What stands beside them.</param>
    internal static ParseStatus Parse(
        ref JsonScanner json, BinanceSymbols symbols, ReadOnlySpan<byte> stream, Span<Event> scratch,
        ref BinanceFrame frame)
    {
        var start = json.Position;
        var status = Recognise(ref json, out frame.Message);
        json.Position = start;
        if (status != ParseStatus.Ok)
        {
            return status;
        }

        if (IsDepthOfAnotherKind(frame.Message, stream))
        {
            frame.Message = BinanceMessage.PartialDepth;
        }

        status = ParseKnown(ref json, symbols, stream, scratch, ref frame);
        if (status != ParseStatus.Ignored)
        {
            return status;
        }

        // Whoever ignores a message may do so at its first member; the rest must still be JSON.
        json.Position = start;
        return json.TrySkipValue() ? ParseStatus.Ignored : ParseStatus.Malformed;
    }

    private static ParseStatus ParseKnown(
        ref JsonScanner json, BinanceSymbols symbols, ReadOnlySpan<byte> stream, Span<Event> scratch,
        ref BinanceFrame frame)
    {
        switch (frame.Message)
        {
            case BinanceMessage.DepthUpdate:
                return DepthUpdateMessage.Parse(ref json, symbols, scratch, ref frame);
            case BinanceMessage.BookTicker:
                return BookTickerMessage.Parse(ref json, symbols, scratch, ref frame);
            case BinanceMessage.Trade or BinanceMessage.AggregateTrade:
                return TradeMessage.Parse(ref json, symbols, scratch, ref frame);
            case BinanceMessage.MarkPrice:
                return MarkPriceMessage.Parse(ref json, symbols, scratch, ref frame);
            case BinanceMessage.ForceOrder:
                return ForceOrderMessage.Parse(ref json, symbols, scratch, ref frame);
            case BinanceMessage.Kline:
                return KlineMessage.Parse(ref json, symbols, scratch, ref frame);
            case BinanceMessage.DepthSnapshot:
                frame.Symbol = symbols.FindByStream(stream);
                return frame.Symbol < 0
                    ? ParseStatus.UnknownSymbol
                    : DepthSnapshotMessage.Parse(ref json, in symbols[frame.Symbol], scratch, ref frame);
            default:
                return ParseStatus.Ignored;
        }
    }

    private static ParseStatus Recognise(ref JsonScanner json, out BinanceMessage message)
    {
        message = BinanceMessage.Unknown;
        var keys = Keys.None;
        var isFirst = true;
        json.TryOpenObject();
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step == JsonStep.Malformed)
            {
                return ParseStatus.Malformed;
            }

            if (step == JsonStep.End)
            {
                message = MessageOf(keys);
                return ParseStatus.Ok;
            }

            // The venue writes "e" first wherever there is one, so this is the first look as a rule.
            if (name.Length == 1 && name[0] == (byte)'e')
            {
                if (!json.TryReadString(out var type))
                {
                    return ParseStatus.Malformed;
                }

                message = MessageOf(type);
                return ParseStatus.Ok;
            }

            keys |= KeyOf(name);
            if (!json.TrySkipValue())
            {
                return ParseStatus.Malformed;
            }
        }
    }

    private static BinanceMessage MessageOf(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.SequenceEqual("depthUpdate"u8) => BinanceMessage.DepthUpdate,
        _ when type.SequenceEqual("bookTicker"u8) => BinanceMessage.BookTicker,
        _ when type.SequenceEqual("trade"u8) => BinanceMessage.Trade,
        _ when type.SequenceEqual("aggTrade"u8) => BinanceMessage.AggregateTrade,
        _ when type.SequenceEqual("markPriceUpdate"u8) => BinanceMessage.MarkPrice,
        _ when type.SequenceEqual("forceOrder"u8) => BinanceMessage.ForceOrder,
        _ when type.SequenceEqual("kline"u8) => BinanceMessage.Kline,
        _ when type.SequenceEqual("serverShutdown"u8) => BinanceMessage.ServerShutdown,
        _ => BinanceMessage.Unknown,
    };

    /// <summary>What has no event type is known by its keys.</summary>
    private static BinanceMessage MessageOf(Keys keys)
    {
        if ((keys & Keys.Snapshot) == Keys.Snapshot)
        {
            return BinanceMessage.DepthSnapshot;
        }

        if ((keys & Keys.BookTicker) == Keys.BookTicker)
        {
            return BinanceMessage.BookTicker;
        }

        return (keys & Keys.Control) != 0 ? BinanceMessage.ControlReply : BinanceMessage.Unknown;
    }

    private static Keys KeyOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => name[0] switch
        {
            (byte)'u' => Keys.UpdateId,
            (byte)'s' => Keys.Symbol,
            (byte)'b' => Keys.Bid,
            (byte)'a' => Keys.Ask,
            _ => Keys.None,
        },
        2 => name.SequenceEqual("id"u8) ? Keys.Control : Keys.None,
        4 => name.SequenceEqual("bids"u8) ? Keys.Bids : name.SequenceEqual("asks"u8) ? Keys.Asks
            : name.SequenceEqual("code"u8) ? Keys.Control : Keys.None,
        6 => name.SequenceEqual("result"u8) ? Keys.Control : Keys.None,
        12 => name.SequenceEqual("lastUpdateId"u8) ? Keys.LastUpdateId : Keys.None,
        _ => Keys.None,
    };

    /// <summary>
    /// Partial books and books with retail orders come in the same words on streams that we do not follow.
    /// </summary>
    internal static bool IsDepthOfAnotherKind(BinanceMessage message, ReadOnlySpan<byte> stream)
    {
        if (message is not (BinanceMessage.DepthUpdate or BinanceMessage.DepthSnapshot))
        {
            return false;
        }

        var at = stream.IndexOf((byte)'@');
        var channel = at < 0 ? default : stream[(at + 1)..];
        return channel.StartsWith("rpiDepth"u8)
            || (channel.StartsWith("depth"u8) && channel.Length > 5 && channel[5] is >= (byte)'0' and <= (byte)'9');
    }

    [Flags]
    private enum Keys
    {
        None = 0,
        UpdateId = 1,
        Symbol = 2,
        Bid = 4,
        Ask = 8,
        BookTicker = UpdateId | Symbol | Bid | Ask,
        LastUpdateId = 16,
        Bids = 32,
        Asks = 64,
        Snapshot = LastUpdateId | Bids | Asks,
        Control = 128,
    }
}
