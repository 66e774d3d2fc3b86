using Engine.Model.Commands;

namespace Journal.Format;

/// <summary>Commands: ordered by cause, each for itself.</summary>
internal readonly struct CommandSlots : ISlotRules<Command>
{
    public static JournalStream Stream => JournalStream.Commands;

    public static string OrderName => "cause";

    public static bool MayFall => false;

    public static long OrderOf(in Command slot) => slot.Cause;

    public static bool EndsRun(in Command slot) => true;
}
