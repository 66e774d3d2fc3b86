using Journal.Storage;

namespace Journal.Writing;

/// <summary>
/// A file that will be a segment: of zeros and on the device, or in a hurry an empty one whose space is set aside.
/// </summary>
/// <param name="File">The file, open.</param>
/// <param name="Name">Its temporary name.</param>
internal readonly record struct SpareSegment(IJournalFile File, string Name);
