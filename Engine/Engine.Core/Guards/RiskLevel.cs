namespace Engine.Core.Guards;

/// <summary>How close the account is to its limits. Numbers appear in commands.</summary>
public enum RiskLevel : byte
{
    /// <summary>Normal.</summary>
    Low = 0,

    /// <summary>Watched: a command says so, nothing else changes.</summary>
    Medium = 1,

    /// <summary>Orders that add risk are scaled down.</summary>
    High = 2,

    /// <summary>Only what reduces; the kill switch where that is configured.</summary>
    Critical = 3,
}
