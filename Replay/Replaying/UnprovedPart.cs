namespace Replay.Replaying;

/// <summary>A part of a run that a verification could not reach: what it would have shown is not known.</summary>
/// <param name="File">The file that has an end too early, or is missing.</param>
/// <param name="What">What is missing, in one sentence.</param>
/// <param name="Commands">
/// Commands that are concerned: decided again without a record, or on record without the event that caused them.
/// </param>
/// <param name="Events">Events at the end of the run whose commands are not on record.</param>
/// <param name="Mend">What can be done about it.</param>
public sealed record UnprovedPart(string File, string What, long Commands, long Events, string Mend);
