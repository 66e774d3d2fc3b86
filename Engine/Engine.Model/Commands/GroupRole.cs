namespace Engine.Model.Commands;

/// <summary>What an order does in its group. Numbers are the file format.</summary>
public enum GroupRole : byte
{
    /// <summary>It belongs to none.</summary>
    None = 0,

    /// <summary>It opens the position that the bracket protects.</summary>
    Entry = 1,

    /// <summary>It closes the position in profit.</summary>
    TakeProfit = 2,

    /// <summary>It closes the position in loss.</summary>
    Stop = 3,

    /// <summary>It closes the position at the market, because its protection is lost or was reached.</summary>
    Closing = 4,

    /// <summary>One of a pair.</summary>
    First = 5,

    /// <summary>The other of a pair.</summary>
    Second = 6,
}
