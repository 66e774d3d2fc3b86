using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>A number followed through a series of bars, one at a time. One thread.</summary>
/// <remarks>An update costs the same however long the window, and allocates nothing. Prices are finite.</remarks>
public interface IBarIndicator
{
    /// <summary>Whether enough bars were seen.</summary>
    bool IsReady { get; }

    /// <summary>The indicator; not a number until <see cref="IsReady" />.</summary>
    double Value { get; }

    /// <summary>Takes the next closed bar.</summary>
    void Update(double high, double low, double close);

    /// <summary>Visits all that later values depend on.</summary>
    void VisitState(StateSink sink);
}
