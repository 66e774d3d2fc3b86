namespace Engine.Core.Risk;

/// <summary>What trading may do. Numbers appear in commands.</summary>
public enum TradingState : byte
{
    /// <summary>No session has begun, or it has ended.</summary>
    Stopped = 0,

    /// <summary>Everything that risk allows.</summary>
    Active = 1,

    /// <summary>Only orders that reduce a position.</summary>
    Reducing = 2,

    /// <summary>No orders.</summary>
    Halted = 3,
}
