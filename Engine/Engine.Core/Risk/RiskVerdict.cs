using Engine.Model.Commands;

namespace Engine.Core.Risk;

/// <summary>What a check answers: fine, or the reason with the measured value and the limit in one unit.</summary>
/// <param name="Reason">None where the request may go.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Limit">What is allowed.</param>
public readonly record struct RiskVerdict(ReasonCode Reason, long Measured, long Limit)
{
    /// <summary>The request may go.</summary>
    public static RiskVerdict Pass => default;

    /// <summary>Whether the request may go.</summary>
    public bool IsPass => Reason == ReasonCode.None;

    /// <summary>Refuses for a reason without numbers.</summary>
    public static RiskVerdict Refuse(ReasonCode reason) => new(reason, 0, 0);
}
