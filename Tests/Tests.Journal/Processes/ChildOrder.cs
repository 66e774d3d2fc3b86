using System.Globalization;
using Engine.Model.Events;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Processes;

/// <summary>What a child is told to do, in one line of its input.</summary>
/// <param name="Directory">The journal.</param>
/// <param name="Durability">The mode.</param>
/// <param name="InBackground">Whether the journal has a thread of its own.</param>
/// <param name="GroupsMax">After so many appends it stops in good order; 0 for never.</param>
internal sealed record ChildOrder(string Directory, Durability Durability, bool InBackground, int GroupsMax = 0)
{
    internal const long SegmentBytes = 1 << 17;

    internal JournalWriterOptions Options => Samples.Options(Directory, segmentBytes: SegmentBytes) with
    {
        Mode = JournalWriteMode.Live,
        Durability = Durability,
        SyncsInBackground = InBackground,
        FrameSlotsMax = 256,
        PreparesSegments = true,
    };

    internal static ChildOrder Parse(string line)
    {
        var parts = line.Split('\t');
        return new ChildOrder(
            parts[0], Enum.Parse<Durability>(parts[1]), bool.Parse(parts[2]),
            int.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Join(
        '\t', Directory, Durability, InBackground, GroupsMax.ToString(CultureInfo.InvariantCulture));
}
