namespace Replay.Sessions;

/// <summary>A strategy that a run should have.</summary>
/// <param name="Name">Its name, as the catalogue knows it.</param>
/// <param name="Parameters">Parameters that differ from the defaults: name and text.</param>
public sealed record StrategyChoice(string Name, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>A strategy with its defaults.</summary>
    public StrategyChoice(string name)
        : this(name, [])
    {
    }
}
