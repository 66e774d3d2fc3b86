namespace Engine.Host.Commands.Backtests;

/// <summary>One run of a matrix.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Instruments">Its instruments: one, or all where it trades them together.</param>
/// <param name="Sets">What a preset sets of it, as <c>--set</c> has it; weaker than the user's own.</param>
internal sealed record MatrixPair(string Strategy, IReadOnlyList<string> Instruments, IReadOnlyList<string> Sets);
