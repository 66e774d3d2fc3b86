namespace Engine.Strategies.Conditions;

/// <summary>Where a condition strategy stands in one instrument. The numbers are those of its state commands.</summary>
internal enum ConditionState
{
    /// <summary>Its indicators are not all known yet.</summary>
    Inactive = 0,

    /// <summary>Waits for S1.</summary>
    Monitoring = 1,

    /// <summary>S1 was seen: holds the instrument and waits for O1 or Z1.</summary>
    SignalDetected = 2,

    /// <summary>The signal came to nothing: rests.</summary>
    SignalCancelled = 3,

    /// <summary>Z1 was seen: size, risk, order.</summary>
    EntryEvaluation = 4,

    /// <summary>Holds a position and waits for E1 or ZE1.</summary>
    PositionActive = 5,

    /// <summary>The position is being closed.</summary>
    CloseOrderEvaluation = 6,

    /// <summary>The position is being closed because of E1.</summary>
    EmergencyExit = 7,

    /// <summary>The position is closed: rests.</summary>
    Exited = 8,
}
