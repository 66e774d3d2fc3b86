using Engine.Model.Events;

namespace Journal.Format;

/// <summary>Events: ordered by time, messages are runs.</summary>
internal readonly struct EventSlots : ISlotRules<Event>
{
    public static JournalStream Stream => JournalStream.Events;

    public static string OrderName => "time";

    public static long OrderOf(in Event slot) => slot.Time.Value;

    public static bool EndsRun(in Event slot) => slot.IsLastOfRun;
}
