namespace Engine.Model.Accounts;

/// <summary>A leg of a hedged position. Where positions net, the one position is <see cref="Long" />.</summary>
public enum PositionLeg : byte
{
    /// <summary>The long leg, or the one position where positions net.</summary>
    Long = 0,

    /// <summary>The short leg.</summary>
    Short = 1,
}
