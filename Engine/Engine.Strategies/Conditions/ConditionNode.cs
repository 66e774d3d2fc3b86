namespace Engine.Strategies.Conditions;

/// <summary>
/// One node of a compiled group. Nodes stand in postfix order: the children of a node come right before it.
/// </summary>
internal readonly struct ConditionNode
{
    /// <summary>No other indicator: the bound is a number.</summary>
    internal const int None = -1;

    internal required ConditionKind Kind { get; init; }

    /// <summary>How many children a group has; they are the newest answers.</summary>
    internal int ChildCount { get; init; }

    internal ConditionOperator Operator { get; init; }

    /// <summary>The place of the indicator.</summary>
    internal int Indicator { get; init; }

    /// <summary>The place of the indicator that is the bound, or <see cref="None" />.</summary>
    internal int Other { get; init; }

    /// <summary>The bound, or the lower one of two.</summary>
    internal double Low { get; init; }

    /// <summary>The upper bound.</summary>
    internal double High { get; init; }

    /// <summary>How long it must hold before it counts, ns; zero for at once.</summary>
    internal long HeldNs { get; init; }
}
