using System.Text;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Bybit;

/// <summary>Reads messages of Bybit's order book topic, without copies. One thread.</summary>
internal sealed class BybitBookParser
{
    /// <summary>The most levels of a message.</summary>
    internal const int LevelsMax = 4_096;

    private const long NsPerMs = TimestampNs.PerMillisecond;
    private const long MillisecondsMax = long.MaxValue / NsPerMs;

    private readonly DecimalGrid _prices;
    private readonly DecimalGrid _quantities;
    private readonly byte[] _symbol;
    private readonly Event[] _levels = new Event[LevelsMax];
    private TimestampNs _sendTime;
    private TimestampNs _matchTime;
    private int _count;
    private bool _hasType;
    private bool _hasSymbol;
    private bool _hasId;

    /// <summary>Makes the parser of an instrument's messages.</summary>
    internal BybitBookParser(Instrument instrument)
    {
        _prices = new DecimalGrid(instrument.TickSize);
        _quantities = new DecimalGrid(instrument.LotSize);
        _symbol = Encoding.UTF8.GetBytes(instrument.Symbol);
    }

    /// <summary>Whether the message is of the instrument.</summary>
    internal bool IsOfSymbol { get; private set; }

    /// <summary>Whether it is the whole book.</summary>
    internal bool IsSnapshot { get; private set; }

    /// <summary>When the venue sent it.</summary>
    internal TimestampNs SendTime => _sendTime;

    /// <summary>When the matching engine made it; zero where it is not said.</summary>
    internal TimestampNs MatchTime => _matchTime;

    /// <summary>The update id, one more than that of the message before.</summary>
    internal long UpdateId { get; private set; }

    /// <summary>The levels, bids first; times and ids are the caller's to write.</summary>
    internal Span<Event> Levels => _levels.AsSpan(0, _count);

    /// <summary>Reads a message.</summary>
    internal ParseStatus Parse(ReadOnlySpan<byte> line)
    {
        (_count, _hasType, _hasSymbol, _hasId) = (0, false, false, false);
        (_sendTime, _matchTime) = (TimestampNs.Zero, TimestampNs.Zero);
        var json = new JsonScanner(line);
        if (!json.TryOpenObject())
        {
            return ParseStatus.Malformed;
        }

        var isFirst = true;
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.Malformed || !json.IsAtEnd() ? ParseStatus.Malformed
                    : _hasType && _hasSymbol && _hasId && _sendTime != TimestampNs.Zero ? ParseStatus.Ok
                    : ParseStatus.MissingField;
            }

            var status = ReadMember(ref json, name);
            if (status != ParseStatus.Ok)
            {
                return status;
            }
        }
    }

    private ParseStatus ReadMember(ref JsonScanner json, scoped ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("type"u8))
        {
            return ReadType(ref json);
        }

        if (name.SequenceEqual("ts"u8))
        {
            return ReadTime(ref json, out _sendTime);
        }

        if (name.SequenceEqual("cts"u8))
        {
            return ReadTime(ref json, out _matchTime);
        }

        return name.SequenceEqual("data"u8) ? ReadData(ref json) : Of(json.TrySkipValue());
    }

    private static ParseStatus ReadTime(ref JsonScanner json, out TimestampNs time)
    {
        time = TimestampNs.Zero;
        if (!json.TryReadInteger(out var milliseconds))
        {
            return ParseStatus.Malformed;
        }

        if (milliseconds is < 0 or > MillisecondsMax)
        {
            return ParseStatus.OutOfRange;
        }

        time = new TimestampNs(milliseconds * NsPerMs);
        return ParseStatus.Ok;
    }

    private ParseStatus ReadType(ref JsonScanner json)
    {
        if (!json.TryReadString(out var type))
        {
            return ParseStatus.Malformed;
        }

        IsSnapshot = type.SequenceEqual("snapshot"u8);
        _hasType = IsSnapshot || type.SequenceEqual("delta"u8);
        return _hasType ? ParseStatus.Ok : ParseStatus.Malformed;
    }

    private ParseStatus ReadData(ref JsonScanner json)
    {
        if (!json.TryOpenObject())
        {
            return ParseStatus.Malformed;
        }

        var isFirst = true;
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return Of(step == JsonStep.End);
            }

            var status = name switch
            {
                [(byte)'s'] => ReadSymbol(ref json),
                [(byte)'u'] => ReadId(ref json),
                [(byte)'b'] => ReadSide(ref json, EventFlags.None),
                [(byte)'a'] => ReadSide(ref json, EventFlags.Ask),
                _ => Of(json.TrySkipValue()),
            };
            if (status != ParseStatus.Ok)
            {
                return status;
            }
        }
    }

    private ParseStatus ReadSymbol(ref JsonScanner json)
    {
        _hasSymbol = json.TryReadString(out var symbol) && !symbol.IsEmpty;
        IsOfSymbol = symbol.SequenceEqual(_symbol);
        return Of(_hasSymbol);
    }

    private ParseStatus ReadId(ref JsonScanner json)
    {
        _hasId = json.TryReadInteger(out var id) && id >= 0;
        UpdateId = id;
        return Of(_hasId);
    }

    private ParseStatus ReadSide(ref JsonScanner json, EventFlags side)
    {
        if (!json.TryOpenArray())
        {
            return ParseStatus.Malformed;
        }

        var isFirst = true;
        JsonStep step;
        while ((step = json.NextElement(ref isFirst)) == JsonStep.Item)
        {
            if (_count == LevelsMax)
            {
                return ParseStatus.TooLong;
            }

            ref var slot = ref _levels[_count++];
            slot = default;
            slot.Kind = EventKind.BookLevel;
            slot.Flags = side;
            var status = ReadLevel(ref json, ref slot);
            if (status != ParseStatus.Ok)
            {
                return status;
            }
        }

        return Of(step == JsonStep.End);
    }

    private ParseStatus ReadLevel(ref JsonScanner json, ref Event slot)
    {
        var isFirst = true;
        if (!json.TryOpenArray() || json.NextElement(ref isFirst) != JsonStep.Item)
        {
            return ParseStatus.Malformed;
        }

        var status = json.TryReadSteps(_prices, out var price);
        if (status != NumberStatus.Ok || json.NextElement(ref isFirst) != JsonStep.Item)
        {
            return Of(status);
        }

        status = json.TryReadSteps(_quantities, out var quantity);
        if (status != NumberStatus.Ok || json.NextElement(ref isFirst) != JsonStep.End)
        {
            return Of(status);
        }

        slot.BookLevel.Price = new PriceTicks(price);
        slot.BookLevel.Quantity = new QtyLots(quantity);
        return price > 0 ? ParseStatus.Ok : ParseStatus.OutOfRange;
    }

    private static ParseStatus Of(bool isWell) => isWell ? ParseStatus.Ok : ParseStatus.Malformed;

    private static ParseStatus Of(NumberStatus status) => status switch
    {
        NumberStatus.OffGrid => ParseStatus.OffGrid,
        NumberStatus.Negative or NumberStatus.Overflow => ParseStatus.OutOfRange,
        _ => ParseStatus.Malformed,
    };
}
