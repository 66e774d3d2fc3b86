using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Adapters.Binance.Parsing;

/// <summary>
/// Turns the bytes of one frame into events. Immutable: any thread may use it, each with its own scratch.
/// </summary>
/// <remarks>
/// Everything a venue can send gets an answer and nothing is thrown. Nothing is allocated. The caller stamps
/// <see cref="Event.Time" />: live that is when the ring's slots were claimed, in an import the recorded time.
/// </remarks>
public sealed class BinanceFrameParser
{
    private readonly BinanceSymbols _symbols;

    /// <summary>Makes a parser for the instruments of one product.</summary>
    /// <exception cref="ArgumentException">See <see cref="BinanceSymbols" />.</exception>
    public BinanceFrameParser(VenueId venue, IReadOnlyList<Instrument> instruments)
        : this(new BinanceSymbols(venue, instruments))
    {
    }

    /// <summary>Makes a parser for the instruments of one product.</summary>
    public BinanceFrameParser(BinanceSymbols symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        _symbols = symbols;
    }

    /// <summary>The instruments.</summary>
    public BinanceSymbols Symbols => _symbols;

    /// <summary>Parses one frame: a combined-stream envelope, a raw event, or a control reply.</summary>
    /// <param name="text">The frame, whole.</param>
    /// <param name="scratch">Where the events go; its length bounds the message.</param>
    /// <param name="frame">What stands beside the events.</param>
    /// <returns>The answer; the scratch means something only if it is <see cref="ParseStatus.Ok" />.</returns>
    /// <remarks>
    /// A REST snapshot does not name its symbol: the answer to a bare one is <see cref="ParseStatus.UnknownSymbol" />
    /// with <see cref="BinanceMessage.DepthSnapshot" />, and <see cref="ParseSnapshot" /> reads it.
    /// </remarks>
    public ParseStatus Parse(ReadOnlySpan<byte> text, Span<Event> scratch, out BinanceFrame frame) =>
        HotFrames.TryRead(text, _symbols, scratch, out frame)
            ? ParseStatus.Ok
            : ParseCarefully(text, scratch, out frame);

    /// <summary>Parses one frame of any form; what the hot readers decline comes here.</summary>
    internal ParseStatus ParseCarefully(ReadOnlySpan<byte> text, Span<Event> scratch, out BinanceFrame frame)
    {
        frame = new BinanceFrame { Symbol = -1, PreviousUpdateId = -1 };
        var json = new JsonScanner(text);
        if (json.Peek() == (byte)'[')
        {
            // All-market arrays are not subscribed to; a run speaks of one instrument.
            return json.TrySkipValue() && json.IsAtEnd() ? ParseStatus.Ignored : ParseStatus.Malformed;
        }

        var start = json.Position;
        var isFirst = true;
        if (!json.TryOpenObject() || json.NextMember(ref isFirst, out var name) == JsonStep.Malformed)
        {
            return ParseStatus.Malformed;
        }

        var isEnvelope = name.SequenceEqual("stream"u8) || name.SequenceEqual("data"u8);
        json.Position = start;
        var status = isEnvelope
            ? ParseEnvelope(ref json, scratch, ref frame)
            : BinanceEvent.Parse(ref json, _symbols, default, scratch, ref frame);
        return Settle(ref json, status, ref frame);
    }

    /// <summary>Parses the body of a REST depth snapshot.</summary>
    /// <param name="text">The body.</param>
    /// <param name="symbol">The place of the symbol that was asked for.</param>
    /// <param name="scratch">Where the levels go: 2,000 slots for USD-M, 10,000 for spot's deepest.</param>
    /// <param name="frame">What stands beside the events.</param>
    public ParseStatus ParseSnapshot(ReadOnlySpan<byte> text, int symbol, Span<Event> scratch, out BinanceFrame frame)
    {
        frame = new BinanceFrame { Message = BinanceMessage.DepthSnapshot, Symbol = symbol, PreviousUpdateId = -1 };
        var json = new JsonScanner(text);
        var status = DepthSnapshotMessage.Parse(ref json, in _symbols[symbol], scratch, ref frame);
        return Settle(ref json, status, ref frame);
    }

    private ParseStatus ParseEnvelope(ref JsonScanner json, Span<Event> scratch, ref BinanceFrame frame)
    {
        var status = ParseStatus.MissingField;
        ReadOnlySpan<byte> stream = default;
        var isFirst = true;
        json.TryOpenObject();
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.End ? status : ParseStatus.Malformed;
            }

            if (name.SequenceEqual("stream"u8))
            {
                if (!json.TryReadString(out stream))
                {
                    return ParseStatus.Malformed;
                }
            }
            else if (name.SequenceEqual("data"u8) && json.Peek() == (byte)'{')
            {
                status = BinanceEvent.Parse(ref json, _symbols, stream, scratch, ref frame);
                if (status is not (ParseStatus.Ok or ParseStatus.Ignored))
                {
                    return status;
                }
            }
            else if (!json.TrySkipValue())
            {
                return ParseStatus.Malformed;
            }
            else if (name.SequenceEqual("data"u8))
            {
                status = ParseStatus.Ignored;
            }
        }
    }

    private static ParseStatus Settle(ref JsonScanner json, ParseStatus status, ref BinanceFrame frame)
    {
        // A frame is good only as a whole: what is cut off or followed by rubbish may be anything.
        if (status is ParseStatus.Ok or ParseStatus.Ignored && !json.IsAtEnd())
        {
            status = ParseStatus.Malformed;
        }

        if (status != ParseStatus.Ok)
        {
            frame.Count = 0;
        }

        return status;
    }
}
