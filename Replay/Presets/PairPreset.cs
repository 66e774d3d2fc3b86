namespace Replay.Presets;

/// <summary>What is traded in a pair where nothing else is said. Keys of the JSON document.</summary>
public sealed record PairPreset
{
    /// <summary>The pair, BASE/QUOTE.</summary>
    public required string Pair { get; init; }

    /// <summary>The strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>The second choice; null where there is none.</summary>
    public string? Second { get; init; }

    /// <summary>The largest position, in whole units of the quote currency.</summary>
    public required long MaxPosition { get; init; }

    /// <summary>The spread to quote at, in basis points.</summary>
    public required decimal TargetSpreadBps { get; init; }

    /// <summary>The base asset.</summary>
    internal string Base => Pair[..Pair.IndexOf('/')];

    /// <summary>Its strategies, the first choice first.</summary>
    public IEnumerable<string> Choices() => Second is null ? [Strategy] : [Strategy, Second];
}
