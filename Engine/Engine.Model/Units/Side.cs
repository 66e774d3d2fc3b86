namespace Engine.Model.Units;

/// <summary>A side of the book, of an order, or of the aggressor of a trade.</summary>
public enum Side : byte
{
    /// <summary>Buys; the bid side.</summary>
    Bid = 0,

    /// <summary>Sells; the ask side.</summary>
    Ask = 1,
}
