namespace Engine.Model.Units;

/// <summary>The engine's own number of an order, never used twice within one journal epoch.</summary>
/// <param name="Value">1, 2, 3, …; 0 names none.</param>
public readonly record struct OrderId(long Value)
{
    /// <summary>No order.</summary>
    public static readonly OrderId None;

    /// <summary>Whether it names one.</summary>
    public bool IsSome => this != None;
}
