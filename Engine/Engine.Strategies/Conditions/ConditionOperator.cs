namespace Engine.Strategies.Conditions;

/// <summary>How a value is held against its bound.</summary>
internal enum ConditionOperator
{
    /// <summary>Greater than it.</summary>
    Above,

    /// <summary>Greater than it, or equal.</summary>
    AtLeast,

    /// <summary>Less than it.</summary>
    Below,

    /// <summary>Less than it, or equal.</summary>
    AtMost,

    /// <summary>Not below the lower bound and not above the upper.</summary>
    Between,

    /// <summary>Below the lower bound or above the upper.</summary>
    Outside,

    /// <summary>Above it now, and not at the sample before.</summary>
    CrossesAbove,

    /// <summary>Below it now, and not at the sample before.</summary>
    CrossesBelow,
}
