namespace Engine.Model.Units;

/// <summary>The number of a strategy within one run.</summary>
/// <param name="Value">1, 2, 3, … in order of definition; 0 is the engine itself.</param>
public readonly record struct StrategyId(ushort Value)
{
    /// <summary>The engine itself: operator's orders and engine-wide parameters.</summary>
    public static readonly StrategyId Engine;

    /// <summary>Whether it names a strategy, not the engine itself.</summary>
    public bool IsSome => this != Engine;
}
