using Engine.Model.Commands;

namespace Engine.Core.Guards;

/// <summary>What a look at the figures says, and by which of them.</summary>
/// <param name="Level">The level.</param>
/// <param name="Reason">Which figure; none where all are fine.</param>
/// <param name="Measured">What it measures: money, of the margin a rate.</param>
/// <param name="Limit">The limit that it has passed.</param>
internal readonly record struct LevelReading(RiskLevel Level, ReasonCode Reason, long Measured, long Limit)
{
    /// <summary>All is fine.</summary>
    internal static readonly LevelReading Low;
}
