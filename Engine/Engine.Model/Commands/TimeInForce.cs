namespace Engine.Model.Commands;

/// <summary>How long an order stands. Numbers are the file format.</summary>
public enum TimeInForce : byte
{
    /// <summary>Not an order.</summary>
    None = 0,

    /// <summary>Until filled or canceled.</summary>
    GoodTillCanceled = 1,

    /// <summary>What cannot be filled at once is canceled.</summary>
    ImmediateOrCancel = 2,

    /// <summary>All of it at once, or nothing.</summary>
    FillOrKill = 3,

    /// <summary>Until filled or canceled, or until a time that the order names.</summary>
    GoodTillDate = 4,
}
