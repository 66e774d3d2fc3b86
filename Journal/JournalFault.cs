namespace Journal;

/// <summary>Where a journal stops being whole, and why.</summary>
/// <param name="Segment">The segment's file name.</param>
/// <param name="Offset">The byte in that file where the first bad frame begins.</param>
/// <param name="What">What is wrong there.</param>
/// <param name="EventsBefore">How many slots of the stream lie whole before it.</param>
public sealed record JournalFault(string Segment, long Offset, string What, long EventsBefore)
{
    /// <summary>One line that names the place.</summary>
    public override string ToString() =>
        $"{Segment} at byte {Offset}: {What}; {EventsBefore} slots before it are whole";
}
