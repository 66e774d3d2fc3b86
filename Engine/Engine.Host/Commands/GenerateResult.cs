namespace Engine.Host.Commands;

/// <summary>What <c>engine generate</c> made. Property names are the keys of its JSON document.</summary>
internal sealed record GenerateResult
{
    /// <summary>The journal's directory.</summary>
    public required string Journal { get; init; }

    /// <summary>The journal's id, which the arguments alone decide.</summary>
    public required string Id { get; init; }

    /// <summary>How many instruments.</summary>
    public required int Instruments { get; init; }

    /// <summary>How many events.</summary>
    public required long Events { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The time of the first event.</summary>
    public required string FirstTime { get; init; }

    /// <summary>The time of the last event.</summary>
    public required string LastTime { get; init; }

    /// <summary>How long it took.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Events per second.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>Whether it was stopped early: the journal is whole, but shorter than asked for.</summary>
    public required bool Interrupted { get; init; }
}
