namespace Engine.Model.Units;

/// <summary>
/// The name under which a venue knows an order of ours: the session that placed it and its number there.
/// </summary>
/// <param name="Epoch">The session within its journal; 1 … <see cref="EpochMax" />.</param>
/// <param name="Order">The order's number; 1 … <see cref="OrderMax" />.</param>
/// <remarks>
/// As text: a prefix of one to four characters, the epoch in four digits of base 36, the number in base 36; lower case,
/// letters and digits, at most 18 characters, which every venue takes. No two of one journal are the same: a number
/// repeats only where a crash has lost events, and then the epoch is another.
/// </remarks>
public readonly record struct ClientOrderId(long Epoch, OrderId Order)
{
    /// <summary>The longest text.</summary>
    public const int LengthMax = 18;

    /// <summary>The longest prefix.</summary>
    public const int PrefixLengthMax = 4;

    /// <summary>The last epoch that has a name: 36⁴ − 1.</summary>
    public const long EpochMax = 1_679_615;

    /// <summary>The last order that has a name: 36¹⁰ − 1.</summary>
    public const long OrderMax = 3_656_158_440_062_975;

    private const int EpochLength = 4;
    private const int Base = 36;

    // An order that the books do not have gets a number of its own, from which its name can be told again.
    private const long StrangeBit = 1L << 62;
    private const int StrangeOrderBits = 40;

    /// <summary>Whether a text can be a prefix: a lower-case letter, then letters and digits.</summary>
    public static bool IsPrefix(ReadOnlySpan<char> prefix)
    {
        if (prefix.Length is 0 or > PrefixLengthMax || !char.IsAsciiLetterLower(prefix[0]))
        {
            return false;
        }

        foreach (var letter in prefix)
        {
            if (DigitOf(letter) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes the text.</summary>
    /// <param name="prefix">The prefix of this engine's orders.</param>
    /// <param name="destination">At least <see cref="LengthMax" /> characters.</param>
    /// <returns>How many characters it has.</returns>
    /// <exception cref="ArgumentException">The prefix is none.</exception>
    /// <exception cref="OverflowException">Epoch or order have no name.</exception>
    public int Write(ReadOnlySpan<char> prefix, Span<char> destination)
    {
        if (!IsPrefix(prefix))
        {
            throw new ArgumentException(
                $"'{prefix}' is no prefix: write one to {PrefixLengthMax} lower-case letters or digits, letter first.",
                nameof(prefix));
        }

        if (Epoch is < 1 or > EpochMax || Order.Value is < 1 or > OrderMax)
        {
            throw new OverflowException($"Order {Order.Value} of epoch {Epoch} has no name of {LengthMax} characters.");
        }

        prefix.CopyTo(destination);
        var length = prefix.Length;
        WriteDigits(Epoch, destination.Slice(length, EpochLength));
        length += EpochLength;
        var digits = CountDigits(Order.Value);
        WriteDigits(Order.Value, destination.Slice(length, digits));
        return length + digits;
    }

    /// <summary>The text.</summary>
    /// <param name="prefix">The prefix of this engine's orders.</param>
    /// <exception cref="ArgumentException">The prefix is none.</exception>
    /// <exception cref="OverflowException">Epoch or order have no name.</exception>
    public string ToText(ReadOnlySpan<char> prefix)
    {
        Span<char> text = stackalloc char[LengthMax];
        return new string(text[..Write(prefix, text)]);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">What a venue calls an order.</param>
    /// <param name="prefix">The prefix of this engine's orders.</param>
    /// <param name="id">The order.</param>
    /// <returns>False where it is not one that <see cref="Write" /> has made with that prefix: not ours.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, ReadOnlySpan<char> prefix, out ClientOrderId id)
    {
        id = default;
        var digits = text.Length - prefix.Length - EpochLength;
        if (text.Length > LengthMax || digits < 1 || !text.StartsWith(prefix))
        {
            return false;
        }

        var order = text[^digits..];
        if (!TryRead(text.Slice(prefix.Length, EpochLength), out var epoch) || !TryRead(order, out var number)
            || order[0] == '0' || epoch < 1 || number > OrderMax)
        {
            return false;
        }

        id = new ClientOrderId(epoch, new OrderId(number));
        return true;
    }

    /// <summary>
    /// The number under which the stream speaks of an order of ours that the books do not have: no order gets it, and
    /// <see cref="TryFromStranger" /> tells the name again.
    /// </summary>
    public OrderId ToStranger() => Order.Value < 1L << StrangeOrderBits
        ? new OrderId(StrangeBit | (Epoch << StrangeOrderBits) | Order.Value)
        : throw new OverflowException($"Order {Order.Value} of epoch {Epoch} has no number of a stranger.");

    /// <summary>Whether a number is one of <see cref="ToStranger" />, and of which name.</summary>
    public static bool TryFromStranger(OrderId order, out ClientOrderId id)
    {
        var isOne = order.Value > 0 && (order.Value & StrangeBit) != 0;
        id = isOne
            ? new ClientOrderId(
                (order.Value & ~StrangeBit) >> StrangeOrderBits,
                new OrderId(order.Value & ((1L << StrangeOrderBits) - 1)))
            : default;
        return isOne;
    }

    private static int CountDigits(long value)
    {
        var count = 1;
        for (; value >= Base; value /= Base)
        {
            count++;
        }

        return count;
    }

    private static void WriteDigits(long value, Span<char> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= Base)
        {
            var digit = (int)(value % Base);
            digits[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
        }
    }

    private static bool TryRead(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        foreach (var letter in digits)
        {
            var digit = DigitOf(letter);
            if (digit < 0)
            {
                return false;
            }

            value = (value * Base) + digit;
        }

        return true;
    }

    private static int DigitOf(char letter) => letter switch
    {
        >= '0' and <= '9' => letter - '0',
        >= 'a' and <= 'z' => letter - 'a' + 10,
        _ => -1,
    };
}
