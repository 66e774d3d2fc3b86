using Engine.Model.Commands;

namespace Tests.Core.Risk;

/// <summary>One call of a check and what it must answer.</summary>
/// <param name="Check">The name of the check.</param>
/// <param name="Arguments">Its arguments; enums of the core as their numbers, so that any copy of it can be called.
/// </param>
/// <param name="Reason">The reason; none where it passes.</param>
/// <param name="Measured">The measured value.</param>
/// <param name="Limit">The limit.</param>
public sealed record RiskCheckCase(
    string Check, object[] Arguments, ReasonCode Reason, long Measured = 0, long Limit = 0)
{
    /// <inheritdoc />
    public override string ToString() => $"{Check}({string.Join(", ", Arguments)})";
}
