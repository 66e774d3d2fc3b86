namespace Engine.Strategies.Parts;

/// <summary>Why a position is left.</summary>
internal enum ExitReason : byte
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>The price went against it as far as the stop.</summary>
    Stop = 1,

    /// <summary>The price went its way as far as the target.</summary>
    Target = 2,

    /// <summary>Its time is over.</summary>
    Time = 3,

    /// <summary>The strategy's own reason: the signal is spent, or turned.</summary>
    Signal = 4,
}
