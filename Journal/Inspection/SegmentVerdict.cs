using Journal.Format;

namespace Journal.Inspection;

/// <summary>What reading one segment by itself found, and what its neighbours must agree with.</summary>
internal sealed record SegmentVerdict
{
    internal required SegmentHeader Header { get; init; }

    internal required StreamVerdict Stream { get; init; }

    /// <summary>The header CRC of its last frame.</summary>
    internal required uint LastCrc { get; init; }

    /// <summary>The first order that the header of its first frame with slots tells; null where there is none.</summary>
    internal required long? ToldOrder { get; init; }

    /// <summary>Whether it is whole to its seal.</summary>
    internal required bool IsSealed { get; init; }
}
