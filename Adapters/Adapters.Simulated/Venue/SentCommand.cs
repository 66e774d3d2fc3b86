using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>A command on its way to the venue.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SentCommand
{
    internal Command Command;

    /// <summary>When the venue has it.</summary>
    internal TimestampNs Due;
}
