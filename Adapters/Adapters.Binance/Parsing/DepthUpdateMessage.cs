using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>
/// A diff of the book: <c>{"e":"depthUpdate","E","T","s","U","u","pu","b":[[price,quantity]],"a":[…]}</c>; T and pu on
/// USD-M alone.
/// </summary>
internal ref struct DepthUpdateMessage
{
    private const MessageFields SpotHeader = MessageFields.Symbol | MessageFields.SendTime | MessageFields.FirstUpdateId
        | MessageFields.LastUpdateId;

    private const MessageFields UsdMHeader = SpotHeader | MessageFields.EngineTime | MessageFields.PreviousUpdateId;
    private const MessageFields Sides = MessageFields.Bids | MessageFields.Asks;

    private readonly BinanceSymbols _symbols;
    private readonly MessageFields _header;
    private MessageFields _seen;
    private TimestampNs _venueTime;
    private int _bidsAt;
    private int _asksAt;

    private DepthUpdateMessage(BinanceSymbols symbols)
    {
        _symbols = symbols;
        _header = symbols.IsUsdM ? UsdMHeader : SpotHeader;
        _bidsAt = -1;
        _asksAt = -1;
    }

    internal static ParseStatus Parse(
        ref JsonScanner json, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        var message = new DepthUpdateMessage(symbols);
        var isFirst = true;
        json.TryOpenObject();
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.End ? message.Finish(ref json, scratch, ref frame) : ParseStatus.Malformed;
            }

            var status = (name.Length == 1 ? name[0] : 0) switch
            {
                'b' => message.TakeSide(ref json, MessageFields.Bids, scratch, ref frame),
                'a' => message.TakeSide(ref json, MessageFields.Asks, scratch, ref frame),
                _ => message.TakeHeader(ref json, name, ref frame),
            };
            if (status != ParseStatus.Ok)
            {
                return status;
            }
        }
    }

    private ParseStatus TakeSide(ref JsonScanner json, MessageFields side, Span<Event> scratch, ref BinanceFrame frame)
    {
        if ((_seen & side) != 0)
        {
            return ParseStatus.Malformed;
        }

        _seen |= side;
        if ((_seen & _header) == _header)
        {
            return ReadSide(ref json, side, scratch, ref frame);
        }

        // The venue writes the levels last; where somebody has reordered the members they are read at the end.
        ref var noted = ref side == MessageFields.Bids ? ref _bidsAt : ref _asksAt;
        noted = json.Position;
        return json.TrySkipValue() ? ParseStatus.Ok : ParseStatus.Malformed;
    }

    private ParseStatus TakeHeader(ref JsonScanner json, scoped ReadOnlySpan<byte> name, ref BinanceFrame frame)
    {
        bool isRead;
        switch (name.Length == 1 ? name[0] : 0)
        {
            case 's':
                _seen |= MessageFields.Symbol;
                isRead = json.TryReadString(out var symbol);
                frame.Symbol = isRead ? _symbols.Find(symbol) : -1;
                return frame.Symbol >= 0 ? ParseStatus.Ok : isRead ? ParseStatus.UnknownSymbol : ParseStatus.Malformed;
            case 'U':
                _seen |= MessageFields.FirstUpdateId;
                isRead = json.TryReadInteger(out frame.FirstUpdateId);
                break;
            case 'u':
                _seen |= MessageFields.LastUpdateId;
                isRead = json.TryReadInteger(out frame.LastUpdateId);
                break;
            case 'E':
                isRead = json.TryReadInteger(out var sent) && VenueClock.TryToNanoseconds(sent, out frame.SendTime);
                _venueTime = (_seen & MessageFields.EngineTime) == 0 ? frame.SendTime : _venueTime;
                _seen |= MessageFields.SendTime;
                break;
            case 'T':
                _seen |= MessageFields.EngineTime;
                isRead = json.TryReadInteger(out var matched) && VenueClock.TryToNanoseconds(matched, out _venueTime);
                break;
            default:
                return TakeLongNamed(ref json, name, ref frame);
        }

        return isRead ? ParseStatus.Ok : ParseStatus.Malformed;
    }

    private ParseStatus TakeLongNamed(ref JsonScanner json, scoped ReadOnlySpan<byte> name, ref BinanceFrame frame)
    {
        if (name.SequenceEqual("pu"u8))
        {
            _seen |= MessageFields.PreviousUpdateId;
            return json.TryReadInteger(out frame.PreviousUpdateId) ? ParseStatus.Ok : ParseStatus.Malformed;
        }

        if (name.SequenceEqual("st"u8))
        {
            return CoinMargined.Check(ref json);
        }

        return json.TrySkipValue() ? ParseStatus.Ok : ParseStatus.Malformed;
    }

    private readonly ParseStatus Finish(ref JsonScanner json, Span<Event> scratch, ref BinanceFrame frame)
    {
        if ((_seen & (_header | Sides)) != (_header | Sides))
        {
            return ParseStatus.MissingField;
        }

        if (frame.FirstUpdateId > frame.LastUpdateId || frame.FirstUpdateId < 0)
        {
            return ParseStatus.OutOfRange;
        }

        var end = json.Position;
        var status = ReadNoted(ref json, MessageFields.Bids, scratch, ref frame);
        if (status == ParseStatus.Ok)
        {
            status = ReadNoted(ref json, MessageFields.Asks, scratch, ref frame);
        }

        json.Position = end;
        if (status == ParseStatus.Ok && frame.Count > 0)
        {
            scratch[frame.Count - 1].Flags |= EventFlags.LastOfRun;
        }

        return status;
    }

    private readonly ParseStatus ReadNoted(
        ref JsonScanner json, MessageFields side, Span<Event> scratch, ref BinanceFrame frame)
    {
        var at = side == MessageFields.Bids ? _bidsAt : _asksAt;
        if (at < 0)
        {
            return ParseStatus.Ok;
        }

        json.Position = at;
        return ReadSide(ref json, side, scratch, ref frame);
    }

    private readonly ParseStatus ReadSide(
        ref JsonScanner json, MessageFields side, Span<Event> scratch, ref BinanceFrame frame)
    {
        ref readonly var symbol = ref _symbols[frame.Symbol];
        var template = new Event
        {
            VenueTime = _venueTime,
            Kind = EventKind.BookLevel,
            Flags = side == MessageFields.Asks ? EventFlags.Ask : EventFlags.None,
            Instrument = symbol.Instrument,
        };
        template.BookLevel.FirstUpdateId = frame.FirstUpdateId;
        template.BookLevel.LastUpdateId = frame.LastUpdateId;
        return BookLevels.Read(ref json, in symbol, in template, scratch, ref frame);
    }
}
