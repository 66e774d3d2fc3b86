namespace Adapters.Simulated.Matching;

/// <summary>What happens where an order would trade with another of the same owner. The taker's word counts.</summary>
public enum SelfTradePrevention : byte
{
    /// <summary>They trade.</summary>
    None = 0,

    /// <summary>What is left of the taker is canceled.</summary>
    CancelTaker = 1,

    /// <summary>The maker is canceled, and the taker goes on.</summary>
    CancelMaker = 2,

    /// <summary>Both are canceled.</summary>
    CancelBoth = 3,

    /// <summary>Both lose the smaller quantity without a trade; whoever has none left is canceled.</summary>
    Decrement = 4,
}
