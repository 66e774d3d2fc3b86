namespace Tests.Adapters.Simulated;

/// <summary>One minute of one instrument.</summary>
internal sealed class MinuteFacts
{
    /// <summary>The mid price at its end, in ticks.</summary>
    internal double Price { get; set; }

    internal long TradedLots { get; set; }

    internal long LiquidatedLots { get; set; }
}
