using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>The members of a message of one slot, collected in one walk and read when all are known.</summary>
/// <remarks>Numbers stay text until the symbol, and with it the grid, is known: the order of members is not promised.</remarks>
internal ref struct ScalarFields
{
    /// <summary>What was seen.</summary>
    public MessageFields Seen;

    /// <summary>s.</summary>
    public ReadOnlySpan<byte> Symbol;

    /// <summary>p of a trade or a mark.</summary>
    public ReadOnlySpan<byte> Price;

    /// <summary>q.</summary>
    public ReadOnlySpan<byte> Quantity;

    /// <summary>b of a ticker.</summary>
    public ReadOnlySpan<byte> Bid;

    /// <summary>B of a ticker.</summary>
    public ReadOnlySpan<byte> BidQuantity;

    /// <summary>a of a ticker; the id of an aggregate.</summary>
    public ReadOnlySpan<byte> Ask;

    /// <summary>A of a ticker.</summary>
    public ReadOnlySpan<byte> AskQuantity;

    /// <summary>i of a mark: the index price.</summary>
    public ReadOnlySpan<byte> Index;

    /// <summary>P of a mark: the estimated settlement price.</summary>
    public ReadOnlySpan<byte> Settle;

    /// <summary>r of a mark: the funding rate.</summary>
    public ReadOnlySpan<byte> Rate;

    /// <summary>X of a trade: who it was between.</summary>
    public ReadOnlySpan<byte> Origin;

    /// <summary>E, as the venue writes it.</summary>
    public long SendTime;

    /// <summary>T, as the venue writes it.</summary>
    public long EngineTime;

    /// <summary>u.</summary>
    public long LastUpdateId;

    /// <summary>t.</summary>
    public long TradeId;

    /// <summary>m: the buyer was the maker, so the aggressor sold.</summary>
    public bool IsBuyerMaker;

    /// <summary>Walks the object at the cursor.</summary>
    public ParseStatus Read(ref JsonScanner json)
    {
        var isFirst = true;
        json.TryOpenObject();
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.End ? ParseStatus.Ok : ParseStatus.Malformed;
            }

            if (name.Length == 1)
            {
                if (!TryTake(ref json, name[0]))
                {
                    return ParseStatus.Malformed;
                }
            }
            else if (name.SequenceEqual("st"u8))
            {
                var status = CoinMargined.Check(ref json);
                if (status != ParseStatus.Ok)
                {
                    return status;
                }
            }
            else if (!json.TrySkipValue())
            {
                return ParseStatus.Malformed;
            }
        }
    }

    /// <summary>Finds the symbol and writes the header of the message's one slot.</summary>
    /// <remarks>The venue time is T where there is one, else E.</remarks>
    public readonly ParseStatus TryStart(
        BinanceSymbols symbols, Span<Event> scratch, EventKind kind, ref BinanceFrame frame)
    {
        frame.Symbol = symbols.Find(Symbol);
        if (frame.Symbol < 0)
        {
            return ParseStatus.UnknownSymbol;
        }

        if (scratch.IsEmpty)
        {
            return ParseStatus.TooLong;
        }

        if (!VenueClock.TryToNanoseconds(SendTime, out frame.SendTime)
            || !VenueClock.TryToNanoseconds(EngineTime, out var engineTime))
        {
            return ParseStatus.OutOfRange;
        }

        ref var slot = ref scratch[0];
        slot = Event.Create(kind, TimestampNs.Zero, symbols[frame.Symbol].Instrument);
        slot.VenueTime = (Seen & MessageFields.EngineTime) != 0 ? engineTime : frame.SendTime;
        frame.Count = 1;
        return ParseStatus.Ok;
    }

    private bool TryTake(ref JsonScanner json, byte name)
    {
        switch ((char)name)
        {
            case 's':
                Seen |= MessageFields.Symbol;
                return json.TryReadString(out Symbol);
            case 'E':
                Seen |= MessageFields.SendTime;
                return json.TryReadInteger(out SendTime);
            case 'T':
                Seen |= MessageFields.EngineTime;
                return json.TryReadInteger(out EngineTime);
            case 'p':
                Seen |= MessageFields.Price;
                return json.TryReadScalar(out Price);
            case 'q':
                Seen |= MessageFields.Quantity;
                return json.TryReadScalar(out Quantity);
            case 't':
                Seen |= MessageFields.Key;
                return json.TryReadInteger(out TradeId);
            case 'm':
                Seen |= MessageFields.Side;
                return json.TryReadBoolean(out IsBuyerMaker);
            case 'u':
                Seen |= MessageFields.LastUpdateId;
                return json.TryReadInteger(out LastUpdateId);
            case 'X':
                return json.TryReadString(out Origin);
            default:
                return TryTakePrice(ref json, name);
        }
    }

    private bool TryTakePrice(ref JsonScanner json, byte name)
    {
        switch ((char)name)
        {
            case 'b':
                Seen |= MessageFields.Bids;
                return json.TryReadScalar(out Bid);
            case 'B':
                Seen |= MessageFields.BidQuantity;
                return json.TryReadScalar(out BidQuantity);
            case 'a':
                Seen |= MessageFields.Asks;
                return json.TryReadScalar(out Ask);
            case 'A':
                Seen |= MessageFields.AskQuantity;
                return json.TryReadScalar(out AskQuantity);
            case 'i':
                return json.TryReadScalar(out Index);
            case 'P':
                return json.TryReadScalar(out Settle);
            case 'r':
                return json.TryReadScalar(out Rate);
            default:
                return json.TrySkipValue();
        }
    }
}
