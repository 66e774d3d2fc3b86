namespace Engine.Core.Guards;

/// <summary>How far the kill switch is. Numbers appear in commands.</summary>
public enum KillState : byte
{
    /// <summary>It was not pulled, or an operator has let trading go on.</summary>
    Off = 0,

    /// <summary>Trading is halted; orders are being canceled until none is open.</summary>
    Canceling = 1,

    /// <summary>No order is open; positions are being closed until none is left.</summary>
    Flattening = 2,

    /// <summary>Nothing is open. Trading stays halted.</summary>
    Done = 3,
}
