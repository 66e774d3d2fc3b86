namespace Adapters.Common.Parsing;

/// <summary>What a parser made of one frame. A bad frame is an answer, never an exception.</summary>
public enum ParseStatus : byte
{
    /// <summary>It is read; it may hold no event at all (an empty book update).</summary>
    Ok = 0,

    /// <summary>It is whole but not market data of ours: a control reply, a bar still open, a stream that nobody asked for.</summary>
    Ignored = 1,

    /// <summary>It is not the JSON that the venue documents: cut off, garbled, a field of another type.</summary>
    Malformed = 2,

    /// <summary>A field that its kind of message must have is absent.</summary>
    MissingField = 3,

    /// <summary>A price or quantity does not lie on the instrument's grid: the definition is out of date.</summary>
    OffGrid = 4,

    /// <summary>A number is negative or zero where that cannot be, contradicts its neighbours, or does not fit.</summary>
    OutOfRange = 5,

    /// <summary>The symbol is not one of those that the parser was made for.</summary>
    UnknownSymbol = 6,

    /// <summary>It holds more events than the caller's scratch has slots.</summary>
    TooLong = 7,
}
