namespace Engine.Core.Orders;

/// <summary>What follows when a protective order is lost. Numbers are bits of a parameter.</summary>
public enum LostProtection : byte
{
    /// <summary>An alert; the order is asked for again until it stands.</summary>
    Alarm = 0,

    /// <summary>An alert, and what the bracket holds is closed.</summary>
    Flatten = 1,
}
