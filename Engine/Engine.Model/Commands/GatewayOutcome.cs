namespace Engine.Model.Commands;

/// <summary>What became of a command at its gateway. Numbers are the file format.</summary>
public enum GatewayOutcome : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>On the wire.</summary>
    Sent = 1,

    /// <summary>Held back by the rate limit and not sent.</summary>
    Throttled = 2,

    /// <summary>Not sent: no connection.</summary>
    NotConnected = 3,

    /// <summary>Definitely not at the venue.</summary>
    Failed = 4,

    /// <summary>No answer in time: the order is Unknown.</summary>
    TimedOut = 5,
}
