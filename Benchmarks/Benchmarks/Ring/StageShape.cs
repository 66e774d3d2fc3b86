namespace Benchmarks.Ring;

/// <summary>How three stages lie.</summary>
/// <param name="Order">Which waits for which.</param>
/// <param name="IsFused">All three on one thread; else each on its own. The textbook knows only the latter.</param>
internal readonly record struct StageShape(StageOrder Order, bool IsFused);
