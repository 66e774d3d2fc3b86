namespace Engine.Strategies.Conditions;

/// <summary>One section of a document: its nodes and its times.</summary>
internal readonly struct SectionRules
{
    /// <summary>The first of its nodes.</summary>
    internal int First { get; init; }

    /// <summary>How many nodes it has; zero where it has no conditions, and is never true by them.</summary>
    internal int Count { get; init; }

    /// <summary>When it comes true by itself, ns after its state began; zero for never.</summary>
    internal long TimeoutNs { get; init; }

    /// <summary>How long the strategy rests after it, ns.</summary>
    internal long CooldownNs { get; init; }

    internal bool HasConditions => Count > 0;
}
