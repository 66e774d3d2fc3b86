using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>A number followed through a series of samples, one at a time. One thread.</summary>
/// <remarks>
/// An update costs the same however long the window, and allocates nothing. Samples are finite. Whether a sample is a
/// bar, a trade or a second of the stream is the caller's choice, and the unit of every window with it.
/// </remarks>
public interface IIndicator
{
    /// <summary>Whether enough samples were seen.</summary>
    bool IsReady { get; }

    /// <summary>The indicator; not a number until <see cref="IsReady" />.</summary>
    double Value { get; }

    /// <summary>Takes the next sample.</summary>
    void Update(double sample);

    /// <summary>Visits all that later values depend on.</summary>
    void VisitState(StateSink sink);
}
