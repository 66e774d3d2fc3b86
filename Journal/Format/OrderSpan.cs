namespace Journal.Format;

/// <summary>
/// The order of a frame: the highest time of an event so far, or the cause of a command. Neither falls in a stream.
/// </summary>
/// <param name="First">Up to the frame's first slot.</param>
/// <param name="Last">Up to its last.</param>
internal readonly record struct OrderSpan(long First, long Last);
