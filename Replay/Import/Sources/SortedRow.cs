using System.Runtime.InteropServices;
using Engine.Model.Events;

namespace Replay.Import.Sources;

/// <summary>An event and the row of the file that it stands in, from 1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SortedRow(Event Slot, long Row);
