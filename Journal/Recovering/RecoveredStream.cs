using Journal.Writing;

namespace Journal.Recovering;

/// <summary>One stream after its end was mended.</summary>
internal sealed record RecoveredStream
{
    /// <summary>Where a writer goes on.</summary>
    internal required StreamPosition Position { get; init; }

    internal required JournalEnd End { get; init; }

    internal required long TornBytes { get; init; }

    /// <summary>The file that keeps the torn bytes; null where there were none.</summary>
    internal required string? TornFile { get; init; }

    /// <summary>The epoch of the last segment; −1 where there is none.</summary>
    internal required long Epoch { get; init; }
}
