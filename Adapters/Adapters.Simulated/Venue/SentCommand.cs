using System.Runtime.InteropServices;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>A command on its way to the venue.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SentCommand
{
    internal Command Command;

    /// <summary>When it left us.</summary>
    internal TimestampNs SentAt;

    /// <summary>When the venue has it, by the venue's own time.</summary>
    internal TimestampNs Arrival;

    /// <summary>
    /// When it meets the book: when the stream shows what the venue published until then. By our clock.
    /// </summary>
    internal TimestampNs Due;

    /// <summary>What trouble meets it on the way.</summary>
    internal CommandFate Fate;

    /// <summary>Its place among the commands of its cause.</summary>
    internal long Ordinal;
}
