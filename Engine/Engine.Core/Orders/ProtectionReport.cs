namespace Engine.Core.Orders;

/// <summary>What a look at a bracket's orders and at what it holds has found.</summary>
public enum ProtectionReport : byte
{
    /// <summary>Nothing is held, the entry may still fill.</summary>
    Waits,

    /// <summary>Something is held; a protective order for it is asked for and not confirmed.</summary>
    Arms,

    /// <summary>All that is held is covered.</summary>
    Stands,

    /// <summary>The account has nothing that could be closed.</summary>
    Nets,

    /// <summary>A protective order is not there and nobody has taken it away on purpose.</summary>
    LegLost,

    /// <summary>What is held must be closed.</summary>
    Closes,

    /// <summary>The kill switch is pulled while something is held.</summary>
    Withdrawn,

    /// <summary>Nothing is held, and nothing of the group is wanted any more.</summary>
    Emptied,

    /// <summary>Nothing is held, and nothing of the group is open.</summary>
    Ended,
}
