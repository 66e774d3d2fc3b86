namespace Engine.Model.Units;

/// <summary>The dense number of an instrument within one journal.</summary>
/// <param name="Value">0, 1, 2, … in order of definition; −1 names none.</param>
public readonly record struct InstrumentId(int Value)
{
    /// <summary>No instrument: the event or command concerns the whole engine.</summary>
    public static readonly InstrumentId None = new(-1);

    /// <summary>Whether it names one.</summary>
    public bool IsSome => Value >= 0;
}
