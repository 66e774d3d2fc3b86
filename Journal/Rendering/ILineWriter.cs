using Engine.Model.Numbers;

namespace Journal.Rendering;

/// <summary>One line per slot: a head, then named fields.</summary>
internal interface ILineWriter : IDisposable
{
    /// <summary>Begins the line of an event.</summary>
    void BeginEvent(long sequence, string time, string kind, string? instrument);

    /// <summary>Begins the line of a command.</summary>
    void BeginCommand(long cause, int ordinal, string kind, string? instrument);

    /// <summary>Adds a word.</summary>
    void Text(string name, string value);

    /// <summary>Adds a whole number.</summary>
    void Number(string name, long value);

    /// <summary>Adds a decimal number, exactly.</summary>
    void Decimal(string name, long steps, DecimalStep step);

    /// <summary>Adds a yes or a no.</summary>
    void Flag(string name, bool isSet);

    /// <summary>Says that a field of the kind is not given here.</summary>
    void Absent(string name);

    /// <summary>Ends the line.</summary>
    void EndLine();

    /// <summary>Hands what is gathered to the output.</summary>
    void Flush();
}
