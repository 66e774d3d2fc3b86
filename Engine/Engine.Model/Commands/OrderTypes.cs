namespace Engine.Model.Commands;

/// <summary>Groups of order types.</summary>
public static class OrderTypes
{
    /// <summary>The widest distance of a trailing stop, in basis points; the narrowest is one.</summary>
    public const long TrailingOffsetMaxBps = 9_999;

    /// <summary>Whether the type is one that exists.</summary>
    public static bool IsKnown(this OrderType type) => type is > OrderType.None and <= OrderType.TrailingStop;

    /// <summary>Whether an order of the type waits outside the book until a price triggers it.</summary>
    public static bool IsConditional(this OrderType type) => type is >= OrderType.Stop and <= OrderType.TrailingStop;

    /// <summary>Whether an order of the type has a limit price, at once or once it is triggered.</summary>
    public static bool HasLimit(this OrderType type) =>
        type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit;

    /// <summary>Whether an order of the type waits for the market to come towards it.</summary>
    public static bool IsTakeProfit(this OrderType type) => type is OrderType.TakeProfit or OrderType.TakeProfitLimit;

    /// <summary>What an order of the type is once it is triggered; what does not wait is that already.</summary>
    public static OrderType Triggered(this OrderType type) => type.HasLimit() ? OrderType.Limit : OrderType.Market;
}
