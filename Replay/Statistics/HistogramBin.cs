namespace Replay.Statistics;

/// <summary>One bar of a distribution.</summary>
/// <param name="From">Its lower end; null where it takes everything below.</param>
/// <param name="To">Its upper end; null where it takes everything above.</param>
/// <param name="Count">How many lie in it.</param>
public readonly record struct HistogramBin(double? From, double? To, long Count);
