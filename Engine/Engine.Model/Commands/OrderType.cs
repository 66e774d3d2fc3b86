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

    /// <summary>A market order that waits until the market runs against it: up to the trigger of a bid.</summary>
    Stop = 3,

    /// <summary>A limit order that waits like a <see cref="Stop" />.</summary>
    StopLimit = 4,

    /// <summary>A market order that waits until the market comes towards it: down to the trigger of a bid.</summary>
    TakeProfit = 5,

    /// <summary>A limit order that waits like a <see cref="TakeProfit" />.</summary>
    TakeProfitLimit = 6,

    /// <summary>
    /// A <see cref="Stop" /> whose trigger follows the best price seen since it became active, at a distance.
    /// </summary>
    TrailingStop = 7,
}
