namespace Engine.Model.Units;

/// <summary>The number of an account within one run.</summary>
/// <param name="Value">1, 2, 3, …; 0 names none.</param>
public readonly record struct AccountId(ushort Value)
{
    /// <summary>No account.</summary>
    public static readonly AccountId None;

    /// <summary>Whether it names one.</summary>
    public bool IsSome => this != None;
}
