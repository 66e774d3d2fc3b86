namespace Engine.Core.Bars;

/// <summary>Who is told of bars that have closed.</summary>
public interface IBarSink
{
    /// <summary>A bar has closed.</summary>
    /// <param name="series">Which of the set's bars it is, by place.</param>
    /// <param name="bar">The bar.</param>
    void OnBar(int series, in ClosedBar bar);
}
