namespace Adapters.Simulated.Generation;

/// <summary>One regime with its length and its move.</summary>
/// <param name="Regime">Which.</param>
/// <param name="DurationNs">How long, ns.</param>
/// <param name="Move">
/// The move of the logarithm of the price over all of it, or at its start where it is a jump.
/// </param>
internal readonly record struct RegimeSegment(Regime Regime, long DurationNs, double Move);
