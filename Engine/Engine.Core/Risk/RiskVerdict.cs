using System.Runtime.CompilerServices;
using Engine.Model.Commands;

namespace Engine.Core.Risk;

/// <summary>What a check answers: fine, or the reason with the measured value and the limit in one unit.</summary>
/// <param name="Reason">None where the request may go.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Limit">What is allowed.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly record struct RiskVerdict(ReasonCode Reason, long Measured, long Limit)
{
    // As wide as a register: a narrower one is widened anew wherever it is asked, and then no check that has passed is
    // seen to have.
    private readonly int _reason = (int)Reason;

    /// <summary>None where the request may go.</summary>
    public ReasonCode Reason => (ReasonCode)_reason;

    /// <summary>The request may go.</summary>
    public static RiskVerdict Pass => default;

    /// <summary>Whether the request may go.</summary>
    public bool IsPass => _reason == 0;

    /// <summary>Refuses for a reason without numbers.</summary>
    public static RiskVerdict Refuse(ReasonCode reason) => new(reason, 0, 0);
}
