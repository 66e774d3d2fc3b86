using Journal.Storage;

namespace Journal.Writing;

/// <summary>A file of zeros, on the device, that will be a segment.</summary>
/// <param name="File">The file, open.</param>
/// <param name="Name">Its temporary name.</param>
internal readonly record struct SpareSegment(IJournalFile File, string Name);
