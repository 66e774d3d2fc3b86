using System.Runtime.CompilerServices;
using Engine.Model.Numbers;

namespace Adapters.Common.Parsing;

/// <summary>Walks UTF-8 JSON forward, once, without copying: the cursor of the hand-written parsers.</summary>
/// <remarks>
/// A general reader validates and classifies every token; venue messages are a handful of known shapes, so this one
/// looks only at what its caller asks for and steps over the rest. It never reads outside the text and never throws.
/// A method that answers false or <see cref="JsonStep.Malformed" /> leaves the position undefined: give the frame up.
/// </remarks>
public ref struct JsonScanner
{
    private const byte Quote = (byte)'"';
    private const int DepthMax = 64;

    private readonly ReadOnlySpan<byte> _text;
    private int _position;

    /// <summary>Starts at the first byte of a text.</summary>
    public JsonScanner(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>Where the cursor is, in bytes; setting it returns to a place noted before.</summary>
    public int Position
    {
        readonly get => _position;
        set => _position = value;
    }

    /// <summary>The whole text, for a reader that knows the shape of what comes and steps aside where it does not.</summary>
    public readonly ReadOnlySpan<byte> Text => _text;

    /// <summary>Enters an object; walk it with <see cref="NextMember" />.</summary>
    public bool TryOpenObject() => TryTake((byte)'{');

    /// <summary>Enters an array; walk it with <see cref="NextElement" />.</summary>
    public bool TryOpenArray() => TryTake((byte)'[');

    /// <summary>The next byte that is not blank, without taking it; zero at the end of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        SkipBlanks();
        return (uint)_position < (uint)_text.Length ? _text[_position] : (byte)0;
    }

    /// <summary>Whether only blanks are left.</summary>
    public bool IsAtEnd()
    {
        SkipBlanks();
        return _position == _text.Length;
    }

    /// <summary>Goes to the value of an object's next member, or behind the object.</summary>
    /// <param name="isFirst">True before the first call; kept by this method.</param>
    /// <param name="name">The member's name, raw: escapes are not undone.</param>
    public JsonStep NextMember(ref bool isFirst, out ReadOnlySpan<byte> name)
    {
        name = default;
        var next = Peek();
        if (next == (byte)'}')
        {
            _position++;
            return JsonStep.End;
        }

        if (!isFirst)
        {
            if (next != (byte)',')
            {
                return JsonStep.Malformed;
            }

            _position++;
        }

        isFirst = false;
        return TryReadString(out name) && TryTake((byte)':') ? JsonStep.Item : JsonStep.Malformed;
    }

    /// <summary>Goes to an array's next element, or behind the array.</summary>
    /// <param name="isFirst">True before the first call; kept by this method.</param>
    public JsonStep NextElement(ref bool isFirst)
    {
        var next = Peek();
        if (next == (byte)']')
        {
            _position++;
            return JsonStep.End;
        }

        if (isFirst)
        {
            isFirst = false;
            return next == 0 ? JsonStep.Malformed : JsonStep.Item;
        }

        _position++;
        return next == (byte)',' ? JsonStep.Item : JsonStep.Malformed;
    }

    /// <summary>Reads a string value.</summary>
    /// <param name="value">What stands between the quotes, raw: escapes are not undone.</param>
    public bool TryReadString(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (Peek() != Quote)
        {
            return false;
        }

        var start = _position + 1;
        for (var i = start; i < _text.Length; i++)
        {
            var character = _text[i];
            if (character == Quote)
            {
                value = _text[start..i];
                _position = i + 1;
                return true;
            }

            if (character == (byte)'\\')
            {
                i++;
            }
        }

        return false;
    }

    /// <summary>Reads a string, a number or a literal as its text; prices come as either of the first two.</summary>
    /// <param name="value">The text, without quotes.</param>
    public bool TryReadScalar(out ReadOnlySpan<byte> value)
    {
        if (Peek() == Quote)
        {
            return TryReadString(out value);
        }

        var start = _position;
        while ((uint)_position < (uint)_text.Length && !IsDelimiter(_text[_position]))
        {
            _position++;
        }

        value = _text[start.._position];
        return !value.IsEmpty;
    }

    /// <summary>Reads a whole number, not quoted: ids, times, counts.</summary>
    public bool TryReadInteger(out long value)
    {
        value = 0;
        var negative = Peek() == (byte)'-';
        if (negative)
        {
            _position++;
        }

        var start = _position;
        while ((uint)_position < (uint)_text.Length)
        {
            var digit = (uint)(_text[_position] - (byte)'0');
            if (digit > 9)
            {
                break;
            }

            value = unchecked((value * 10) + digit);
            _position++;
        }

        // Eighteen digits always fit; ids and nanoseconds of this century have nineteen at most and start below 9.
        var length = _position - start;
        if (length is 0 or > 19 || value < 0 || (length == 19 && _text[start] == (byte)'9'))
        {
            return false;
        }

        value = negative ? -value : value;
        return (uint)_position < (uint)_text.Length && IsDelimiter(_text[_position]);
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool TryReadBoolean(out bool value)
    {
        value = Peek() == (byte)'t';
        ReadOnlySpan<byte> literal = value ? "true"u8 : "false"u8;
        if (!_text[_position..].StartsWith(literal))
        {
            return false;
        }

        _position += literal.Length;
        return true;
    }

    /// <summary>Reads a number that must lie on a grid, quoted or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NumberStatus TryReadSteps(DecimalGrid grid, out long steps)
    {
        if (Peek() == Quote && grid.TryReadQuoted(_text, _position + 1, out var end, out steps))
        {
            _position = end + 1;
            return NumberStatus.Ok;
        }

        return TryReadStepsSlowly(grid, out steps);
    }

    /// <summary>Steps over one value of any kind.</summary>
    public bool TrySkipValue()
    {
        var next = Peek();
        return next switch
        {
            Quote => TryReadString(out _),
            (byte)'{' or (byte)'[' => TrySkipNested(),
            _ => TryReadScalar(out var literal) && IsLiteral(literal),
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private NumberStatus TryReadStepsSlowly(DecimalGrid grid, out long steps)
    {
        steps = 0;
        return TryReadScalar(out var text) ? DecimalText.TryParseSteps(text, grid.Step, out steps) : NumberStatus.Malformed;
    }

    private bool TrySkipNested()
    {
        // One bit per open bracket, set for an object, says which bracket must close it.
        ulong objects = 0;
        var depth = 0;
        while (_position < _text.Length)
        {
            var character = _text[_position];
            switch (character)
            {
                case Quote:
                    if (!TryReadString(out _))
                    {
                        return false;
                    }

                    continue;
                case (byte)'{' or (byte)'[':
                    if (++depth > DepthMax)
                    {
                        return false;
                    }

                    objects = (objects << 1) | (character == (byte)'{' ? 1u : 0u);
                    break;
                case (byte)'}' or (byte)']':
                    if ((objects & 1) != (character == (byte)'}' ? 1u : 0u))
                    {
                        return false;
                    }

                    objects >>= 1;
                    depth--;
                    break;
                default:
                    break;
            }

            _position++;
            if (depth == 0)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(byte expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks()
    {
        while ((uint)_position < (uint)_text.Length && _text[_position] <= (byte)' ')
        {
            _position++;
        }
    }

    private static bool IsDelimiter(byte character) =>
        character is (byte)',' or (byte)'}' or (byte)']' or (byte)':' or Quote or <= (byte)' ';

    private static bool IsLiteral(ReadOnlySpan<byte> text) => text[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9')
        || text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("null"u8);
}
