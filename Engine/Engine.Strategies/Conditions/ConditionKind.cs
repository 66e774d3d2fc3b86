namespace Engine.Strategies.Conditions;

/// <summary>What a node of a compiled group does.</summary>
internal enum ConditionKind
{
    /// <summary>Holds one indicator against its bound.</summary>
    Compare,

    /// <summary>Every child holds.</summary>
    All,

    /// <summary>At least one child holds.</summary>
    Any,

    /// <summary>The child does not hold.</summary>
    Not,
}
