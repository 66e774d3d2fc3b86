namespace Benchmarks.TickToOrder;

/// <summary>What a run of many events has left behind.</summary>
/// <param name="Collections">Garbage collections of any generation.</param>
/// <param name="PathBytes">Managed bytes that the engine's thread allocated.</param>
/// <param name="AllBytes">Managed bytes that all threads allocated.</param>
/// <param name="OrdersPerMillion">Orders and amends that left, per million events.</param>
internal readonly record struct LongRun(int Collections, long PathBytes, long AllBytes, double OrdersPerMillion)
{
    /// <summary>Events before the counting: code gets compiled, tables grow to their size.</summary>
    internal const long WarmUpEvents = 500_000;
}
