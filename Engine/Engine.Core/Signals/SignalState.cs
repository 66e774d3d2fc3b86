namespace Engine.Core.Signals;

/// <summary>The life of a signal at one that collects it. Numbers appear in commands.</summary>
public enum SignalState : byte
{
    /// <summary>Not heard yet.</summary>
    None = 0,

    /// <summary>Valid, and weighed with the others.</summary>
    Pending = 1,

    /// <summary>Acted upon; final.</summary>
    Executed = 2,

    /// <summary>Too old, or its source has changed its mind; final.</summary>
    Expired = 3,

    /// <summary>Never valid: the reason says why; final.</summary>
    Rejected = 4,
}
