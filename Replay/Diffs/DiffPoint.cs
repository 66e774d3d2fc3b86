namespace Replay.Diffs;

/// <summary>A place where two runs part: what came on each side and what was decided. Keys of the JSON document.</summary>
public sealed record DiffPoint
{
    /// <summary>What stands for an event or a decision that one side does not have.</summary>
    public const string Nothing = "nothing";

    /// <summary>decision, input (public data), answer (a venue's report), clock (ticks and control) or end.</summary>
    public required string What { get; init; }

    /// <summary>The sequence in the first run; null after its end.</summary>
    public required long? FirstSequence { get; init; }

    /// <summary>The sequence in the second run; null after its end.</summary>
    public required long? SecondSequence { get; init; }

    /// <summary>The event in the first run: the cause.</summary>
    public required string FirstEvent { get; init; }

    /// <summary>The event in the second run.</summary>
    public required string SecondEvent { get; init; }

    /// <summary>What the first run decided on it.</summary>
    public required IReadOnlyList<string> FirstCommands { get; init; }

    /// <summary>What the second run decided on it.</summary>
    public required IReadOnlyList<string> SecondCommands { get; init; }

    internal static DiffPoint Of(string what, RunSide first, RunSide second) => new()
    {
        What = what,
        FirstSequence = first.IsOver ? null : first.Sequence,
        SecondSequence = second.IsOver ? null : second.Sequence,
        FirstEvent = first.EventAsText(),
        SecondEvent = second.EventAsText(),
        FirstCommands = first.CommandsAsText(),
        SecondCommands = second.CommandsAsText(),
    };
}
