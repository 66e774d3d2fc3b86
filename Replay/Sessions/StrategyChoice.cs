namespace Replay.Sessions;

/// <summary>A strategy that a run should have.</summary>
/// <param name="Name">Its name, as the catalogue knows it.</param>
/// <param name="Parameters">Parameters that differ from the defaults: name and text.</param>
public sealed record StrategyChoice(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>
    /// The documents that it is made of: an instance for each; empty for a strategy that takes none.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Documents { get; init; } = [];

    /// <summary>A strategy with its defaults.</summary>
    public StrategyChoice(string name)
        : this(name, [])
    {
    }
}
