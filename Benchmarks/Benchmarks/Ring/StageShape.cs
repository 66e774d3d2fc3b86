namespace Benchmarks.Ring;

/// <summary>How three stages lie.</summary>
/// <param name="IsDiamond">The first two side by side and the third after both; else one after the other.</param>
/// <param name="IsFused">All three on one thread; else each on its own. The textbook knows only the latter.</param>
internal readonly record struct StageShape(bool IsDiamond, bool IsFused);
