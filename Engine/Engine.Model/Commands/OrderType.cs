namespace Engine.Model.Commands;

/// <summary>The type of an order. Numbers are the file format.</summary>
public enum OrderType : byte
{
    /// <summary>Not an order.</summary>
    None = 0,

    /// <summary>At the price or better.</summary>
    Limit = 1,

    /// <summary>At any price.</summary>
    Market = 2,
}
