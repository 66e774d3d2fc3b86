namespace Replay.Diffs;

/// <summary>Where two runs part. Property names are the keys of the JSON document.</summary>
public sealed record DiffResult
{
    /// <summary>The first run's journal.</summary>
    public required string First { get; init; }

    /// <summary>The second run's journal.</summary>
    public required string Second { get; init; }

    /// <summary>Whether nothing differs: configuration, events, decisions, witnesses.</summary>
    public required bool Identical { get; init; }

    /// <summary>Events that were compared and agree, before the first difference.</summary>
    public required long EventsAgreed { get; init; }

    /// <summary>Decisions that were compared and agree, before the first that does not.</summary>
    public required long DecisionsAgreed { get; init; }

    /// <summary>What the runs were told differently before the market began.</summary>
    public required IReadOnlyList<FactDifference> Configuration { get; init; }

    /// <summary>Where events or decisions first differ, whatever it is; null where they do not.</summary>
    public required DiffPoint? FirstDifference { get; init; }

    /// <summary>The first decision that differs, or that one run made and the other did not; null where none does.</summary>
    public required DiffPoint? FirstDecision { get; init; }

    /// <summary>The first public event that differs; null where the runs heard the same market.</summary>
    public required DiffPoint? FirstInput { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
