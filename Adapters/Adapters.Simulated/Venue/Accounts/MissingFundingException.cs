using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>
/// A position in a perpetual was held over a funding time of which the stream says nothing: its cost is not known.
/// </summary>
public sealed class MissingFundingException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="instrument">The perpetual's name.</param>
    /// <param name="time">The funding time.</param>
    public MissingFundingException(string instrument, TimestampNs time)
        : base($"{instrument}: a position was held over the funding at {time.Value} ns, of which the stream says "
            + "nothing.")
    {
        Instrument = instrument;
        Time = time;
    }

    /// <summary>The perpetual's name.</summary>
    public string Instrument { get; }

    /// <summary>The funding time.</summary>
    public TimestampNs Time { get; }
}
