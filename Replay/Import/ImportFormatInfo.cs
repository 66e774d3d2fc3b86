namespace Replay.Import;

/// <summary>A format, for the list.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Description">What it is, in one line.</param>
public sealed record ImportFormatInfo(string Name, string Description);
