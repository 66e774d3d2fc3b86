using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>A fill whose market is still to be looked at.</summary>
internal struct PendingFill
{
    /// <summary>When it was reported.</summary>
    internal TimestampNs Time;

    /// <summary>What was traded.</summary>
    internal InstrumentId Instrument;

    /// <summary>+1 for a purchase, −1 for a sale.</summary>
    internal int Sign;

    /// <summary>The middle when it was reported, in ticks.</summary>
    internal double Middle;

    /// <summary>Its value.</summary>
    internal double Weight;

    /// <summary>Where its measures go.</summary>
    internal FillMeasures Measures;
}
