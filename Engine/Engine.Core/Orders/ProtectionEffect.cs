namespace Engine.Core.Orders;

/// <summary>What a change of protection does beside itself.</summary>
public enum ProtectionEffect : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A position stands without the protection that it was to have: an alert says so.</summary>
    Alarm,

    /// <summary>The group may leave its table.</summary>
    Finish,

    /// <summary>A late report has brought something to life: the group is back in its table.</summary>
    Reopen,

    /// <summary>A late report has brought something to life that is not protected.</summary>
    ReopenWithAlarm,
}
