namespace Journal.Reading;

/// <summary>A segment as its file name tells it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="FirstSequence">The sequence that it begins with.</param>
internal readonly record struct SegmentEntry(string Name, long FirstSequence);
