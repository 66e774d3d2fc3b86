namespace Benchmarks.Indicators;

/// <summary>An indicator to measure: made once, warmed, then driven through a series.</summary>
/// <param name="Name">Its name below <c>indicator/</c>.</param>
/// <param name="Create">
/// Makes one, and answers with what drives it: the loop is written out where its type is known, so that no call through
/// an interface is measured with it.
/// </param>
internal sealed record IndicatorCase(string Name, Func<Func<IndicatorLoad, double>> Create);
