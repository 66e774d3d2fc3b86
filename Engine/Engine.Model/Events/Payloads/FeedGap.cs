using System.Runtime.InteropServices;

namespace Engine.Model.Events.Payloads;

/// <summary>How much of an instrument's feed was lost.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct FeedGap
{
    /// <summary>Messages lost; 0 where the number is not known.</summary>
    [FieldOffset(0)] public long LostCount;

    /// <summary>The update id that was expected next; 0 where the venue has none.</summary>
    [FieldOffset(8)] public long ExpectedUpdateId;

    /// <summary>The update id that came instead; 0 where the venue has none.</summary>
    [FieldOffset(16)] public long ReceivedUpdateId;
}
