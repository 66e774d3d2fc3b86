using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>A report: one slot, or a fill's two.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReportRun
{
    internal Event First;
    internal Event Second;

    /// <summary>How many slots there are.</summary>
    internal readonly int SlotCount => First.IsLastOfRun ? 1 : 2;

    /// <summary>Sets when it is with us.</summary>
    internal void SetTime(TimestampNs time)
    {
        First.Time = time;
        Second.Time = First.IsLastOfRun ? default : time;
    }
}
