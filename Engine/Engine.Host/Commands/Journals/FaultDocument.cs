namespace Engine.Host.Commands.Journals;

/// <summary>A place in the JSON of <c>engine journal verify</c>.</summary>
/// <param name="Segment">The segment's file name.</param>
/// <param name="Offset">The byte in it.</param>
/// <param name="What">What is wrong there.</param>
/// <param name="EventsBefore">How much of the stream is whole before it.</param>
internal sealed record FaultDocument(string Segment, long Offset, string What, long EventsBefore);
