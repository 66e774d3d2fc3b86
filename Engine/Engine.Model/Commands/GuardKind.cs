namespace Engine.Model.Commands;

/// <summary>Which guard speaks. Numbers are the file format.</summary>
public enum GuardKind : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The risk level of the account.</summary>
    RiskLevel = 1,

    /// <summary>The circuit breaker of a venue.</summary>
    CircuitBreaker = 2,

    /// <summary>The kill switch.</summary>
    KillSwitch = 3,
}
