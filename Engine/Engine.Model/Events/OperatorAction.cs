namespace Engine.Model.Events;

/// <summary>What the operator asks. Numbers are the file format.</summary>
public enum OperatorAction : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Trading may go on.</summary>
    Resume = 1,

    /// <summary>Only orders that reduce a position.</summary>
    Reduce = 2,

    /// <summary>No new orders, open ones are canceled.</summary>
    Halt = 3,

    /// <summary>Put out a digest of the state.</summary>
    Digest = 4,

    /// <summary>The kill switch: halt, cancel everything, see to it that nothing is open.</summary>
    Kill = 5,

    /// <summary>The kill switch, and every position is closed.</summary>
    Flatten = 6,

    /// <summary>
    /// Drawdown and daily loss are counted from the equity of now, and losses in a row are forgotten.
    /// </summary>
    ResetFigures = 7,

    /// <summary>
    /// The fills of an order that the venue counts and does not deliver are booked as the operator says: up to the
    /// venue's count, at a price and with a fee that the operator has read elsewhere.
    /// </summary>
    AcceptFills = 8,
}
