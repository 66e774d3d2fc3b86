using Adapters.Common.Parsing;
using Engine.Model.Events;

namespace Adapters.Binance.Parsing;

/// <summary>The inner object of a bar's message.</summary>
internal ref struct KlineBody
{
    private const int WholeCount = 8;
    private int _seenCount;

    /// <summary>t, as the venue writes it.</summary>
    public long OpenTime;

    /// <summary>i; none where the model has no such interval (3d, 1w, 1M).</summary>
    public BarInterval Interval;

    /// <summary>o.</summary>
    public ReadOnlySpan<byte> Open;

    /// <summary>h.</summary>
    public ReadOnlySpan<byte> High;

    /// <summary>l.</summary>
    public ReadOnlySpan<byte> Low;

    /// <summary>c.</summary>
    public ReadOnlySpan<byte> Close;

    /// <summary>v.</summary>
    public ReadOnlySpan<byte> Volume;

    /// <summary>V.</summary>
    public ReadOnlySpan<byte> TakerBuyVolume;

    /// <summary>n.</summary>
    public long TradeCount;

    /// <summary>x.</summary>
    public bool IsClosed;

    /// <summary>Whether every member that a bar needs was there.</summary>
    public readonly bool IsWhole => _seenCount >= WholeCount;

    /// <summary>Walks the object at the cursor.</summary>
    public ParseStatus Read(ref JsonScanner json)
    {
        var isFirst = true;
        if (!json.TryOpenObject())
        {
            return ParseStatus.Malformed;
        }

        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.End ? ParseStatus.Ok : ParseStatus.Malformed;
            }

            if (!TryTake(ref json, name.Length == 1 ? name[0] : (byte)0))
            {
                return ParseStatus.Malformed;
            }
        }
    }

    private bool TryTake(ref JsonScanner json, byte name)
    {
        switch ((char)name)
        {
            case 't':
                _seenCount++;
                return json.TryReadInteger(out OpenTime);
            case 'i':
                _seenCount++;
                return json.TryReadString(out var interval) && TryReadInterval(interval);
            case 'o':
                _seenCount++;
                return json.TryReadScalar(out Open);
            case 'h':
                _seenCount++;
                return json.TryReadScalar(out High);
            case 'l':
                _seenCount++;
                return json.TryReadScalar(out Low);
            case 'c':
                _seenCount++;
                return json.TryReadScalar(out Close);
            case 'v':
                _seenCount++;
                return json.TryReadScalar(out Volume);
            case 'x':
                _seenCount++;
                return json.TryReadBoolean(out IsClosed);
            case 'V':
                return json.TryReadScalar(out TakerBuyVolume);
            case 'n':
                return json.TryReadInteger(out TradeCount);
            default:
                return json.TrySkipValue();
        }
    }

    private bool TryReadInterval(ReadOnlySpan<byte> name)
    {
        Span<char> characters = stackalloc char[8];
        if (name.Length > characters.Length)
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            characters[i] = (char)name[i];
        }

        // The venue's "1M" and "1w" are no fixed lengths of ours: the interval stays none and the bar is ignored.
        return BarIntervals.TryParse(characters[..name.Length], out Interval) || Interval == BarInterval.None;
    }
}
