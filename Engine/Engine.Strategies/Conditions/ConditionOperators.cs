namespace Engine.Strategies.Conditions;

/// <summary>The operators by name, in the order of their numbers.</summary>
internal static class ConditionOperators
{
    /// <summary>As documents write them.</summary>
    internal static readonly string[] Names =
    [
        "above", "atLeast", "below", "atMost", "between", "outside", "crossesAbove", "crossesBelow",
    ];

    /// <summary>Whether it takes two bounds.</summary>
    internal static bool TakesRange(ConditionOperator op) =>
        op is ConditionOperator.Between or ConditionOperator.Outside;

    /// <summary>Whether it asks what was at the sample before.</summary>
    internal static bool IsCrossing(ConditionOperator op) =>
        op is ConditionOperator.CrossesAbove or ConditionOperator.CrossesBelow;

    /// <summary>Finds an operator.</summary>
    /// <returns>False where none has the name.</returns>
    internal static bool TryFind(string name, out ConditionOperator op)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (Names[i] == name)
            {
                op = (ConditionOperator)i;
                return true;
            }
        }

        op = default;
        return false;
    }
}
