using Engine.Model.Instruments;

namespace Replay.Import.Sources;

/// <summary>A file, and whose data it holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="Symbols">The symbols; more than one in a recording alone.</param>
/// <param name="Venue">The venue, where the file's content shows it.</param>
internal sealed record PlannedFile(string Path, IReadOnlyList<string> Symbols, VenueId Venue = VenueId.None);
