namespace Engine.Core.Guards;

/// <summary>The state of a circuit breaker. Numbers appear in commands.</summary>
public enum BreakerState : byte
{
    /// <summary>Orders go.</summary>
    Closed = 0,

    /// <summary>The venue failed several times in a row: nothing that adds risk goes.</summary>
    Open = 1,

    /// <summary>One order at a time may try whether the venue works again.</summary>
    HalfOpen = 2,
}
