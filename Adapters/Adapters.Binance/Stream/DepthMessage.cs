namespace Adapters.Binance.Stream;

/// <summary>The update ids of one diff of the book.</summary>
/// <param name="First">U.</param>
/// <param name="Last">u.</param>
/// <param name="Previous">pu; −1 on spot.</param>
public readonly record struct DepthMessage(long First, long Last, long Previous);
