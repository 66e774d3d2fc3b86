using Engine.Model.Events;

namespace Journal.Format;

/// <summary>
/// Events: ordered by time, messages are runs. Producers that stamp side by side may be a little out of step, and the
/// core's clock is the highest time so far: the journal keeps their stamps as they are.
/// </summary>
internal readonly struct EventSlots : ISlotRules<Event>
{
    public static JournalStream Stream => JournalStream.Events;

    public static string OrderName => "time";

    public static bool MayFall => true;

    public static long OrderOf(in Event slot) => slot.Time.Value;

    public static bool EndsRun(in Event slot) => slot.IsLastOfRun;
}
