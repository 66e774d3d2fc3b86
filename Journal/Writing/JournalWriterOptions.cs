using System.Text;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Format;
using Journal.Storage;

namespace Journal.Writing;

/// <summary>How a journal is written.</summary>
public sealed record JournalWriterOptions
{
    /// <summary>The smallest <see cref="SegmentSizeBytes" />.</summary>
    public const long SegmentSizeBytesMin = 2 * JournalFormat.SegmentHeaderSizeBytes;

    /// <summary>The journal's directory; it must not exist, or be empty.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// The name of the journal in its segments; derived from arguments and input where the bytes must repeat.
    /// </summary>
    public required JournalId JournalId { get; init; }

    /// <summary>When the journal was made; from the input where the bytes must repeat.</summary>
    public required TimestampNs CreatedTime { get; init; }

    /// <summary>The version text of the engine, at most 64 bytes of UTF-8.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>What it is written for.</summary>
    public required JournalWriteMode Mode { get; init; }

    /// <summary>The number of the session within the journal.</summary>
    public long Epoch { get; init; }

    /// <summary>What a flush of a live journal waits for.</summary>
    public Durability Durability { get; init; } = Durability.Async;

    /// <summary>
    /// Whether a live journal has a thread of its own. <see cref="Durability.Async" />: the caller's thread only
    /// copies, that thread writes within about a millisecond and syncs every <see cref="SyncInterval" />.
    /// <see cref="Durability.Written" />: the caller's thread writes, that thread syncs every interval.
    /// <see cref="Durability.Synced" />: the caller's thread only copies, that thread writes and syncs whatever has
    /// come meanwhile, one sync for the group. Without it the caller's thread writes, a flush of a synced journal
    /// waits for the device itself, and the others are synced when a segment ends or the caller asks.
    /// </summary>
    public bool SyncsInBackground { get; init; }

    /// <summary>
    /// How far the device may lag behind an async or written journal that syncs in the background; a sync that takes
    /// longer comes on top. After so long without events a frame without slots says what is durable.
    /// </summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Whether the segments of a live journal are made ahead, in their whole size, by a thread of its own: syncs then
    /// cost one flush, not two, and a full disk is told (<see cref="JournalWriter.SpareSegment" />) while there is
    /// room. It takes the disk space of two segments from the start.
    /// </summary>
    public bool PreparesSegments { get; init; } = true;

    /// <summary>For tests: whoever opens a segment makes the next, so that the order of calls repeats.</summary>
    internal bool PreparesInline { get; init; }

    /// <summary>
    /// A segment ends before the frame that would make it longer; a frame that is longer gets its own.
    /// </summary>
    public long SegmentSizeBytes { get; init; } = 256L << 20;

    /// <summary>A frame ends with the run that brings it to so many slots.</summary>
    public int FrameSlotsMax { get; init; } = 4_096;

    internal static void Validate(JournalWriterOptions options)
    {
        var wrong = options switch
        {
            _ when string.IsNullOrWhiteSpace(options.Directory) => "Directory is empty.",
            _ when Path.TrimEndingDirectorySeparator(options.Directory).EndsWith(
                JournalDirectory.PartialSuffix, StringComparison.Ordinal) =>
                $"{options.Directory} ends in {JournalDirectory.PartialSuffix}, the name of unfinished journals.",
            _ when options.SegmentSizeBytes < SegmentSizeBytesMin =>
                $"SegmentSizeBytes is {options.SegmentSizeBytes}; it must be at least {SegmentSizeBytesMin}.",
            _ when options.SyncInterval.TotalMilliseconds is < 1 or > 60_000 =>
                $"SyncInterval is {options.SyncInterval}; it must be 1 ms to 1 minute.",
            _ when options.FrameSlotsMax is < 1 or > JournalFormat.FrameSlotsMaxLimit =>
                $"FrameSlotsMax is {options.FrameSlotsMax}; it must be 1 to {JournalFormat.FrameSlotsMaxLimit}.",
            _ when Encoding.UTF8.GetByteCount(options.EngineVersion) > JournalFormat.EngineVersionSizeBytes =>
                $"EngineVersion '{options.EngineVersion}' is longer than {JournalFormat.EngineVersionSizeBytes} bytes.",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new ArgumentException(wrong, nameof(options));
        }
    }
}
