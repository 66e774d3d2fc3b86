using System.Runtime.InteropServices;

namespace Engine.Model.Events.Payloads;

/// <summary>Bounds of a book snapshot that is longer than a run.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct BookSnapshot
{
    /// <summary>The update id that the snapshot stands at; 0 where the venue has none.</summary>
    [FieldOffset(0)] public long LastUpdateId;

    /// <summary>How many levels lie between begin and end.</summary>
    [FieldOffset(8)] public long LevelCount;
}
