namespace Replay.Diffs;

/// <summary>Which runs to compare, and where.</summary>
public sealed record DiffRequest
{
    /// <summary>The first run's journal.</summary>
    public required string First { get; init; }

    /// <summary>The second run's journal.</summary>
    public required string Second { get; init; }

    /// <summary>The first event of the first run that is compared; null for its market's beginning.</summary>
    public long? FirstFrom { get; init; }

    /// <summary>The first event of the second run that is compared; null for its market's beginning.</summary>
    public long? SecondFrom { get; init; }

    /// <summary>The first event of the first run that is not compared any more.</summary>
    public long FirstTo { get; init; } = long.MaxValue;

    /// <summary>The first event of the second run that is not compared any more.</summary>
    public long SecondTo { get; init; } = long.MaxValue;
}
