using Engine.Model.Units;

namespace Journal.Retention;

/// <summary>A file that a purge removes.</summary>
/// <param name="Name">Its name, in the journal's directory.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="FirstSequence">The first event or command in it; of a snapshot, the first event not in it.</param>
/// <param name="EndSequence">The sequence after its last; of a snapshot, as the first.</param>
/// <param name="FirstTime">The time of its first event; null for other files.</param>
public sealed record RetentionFile(
    string Name, long SizeBytes, long FirstSequence, long EndSequence, TimestampNs? FirstTime);
