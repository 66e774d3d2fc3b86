using Engine.Model.Units;

namespace Replay.Quality;

/// <summary>Where something was seen.</summary>
/// <param name="Row">The row of the file, or the event's sequence in the journal.</param>
/// <param name="Time">The engine's time of it.</param>
internal readonly record struct QualityPlace(long Row, TimestampNs Time);
