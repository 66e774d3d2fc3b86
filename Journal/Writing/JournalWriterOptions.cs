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
    /// Whether a live journal syncs on a thread of its own. Then no flush waits for the device, and
    /// <see cref="JournalWriter.DurableSequence" /> follows: after each flush with <see cref="Durability.Synced" />,
    /// every
    /// <see cref="SyncInterval" /> with the others. Without it a flush of a synced journal waits itself.
    /// </summary>
    public bool SyncsInBackground { get; init; }

    /// <summary>How far the device may lag behind an async or written journal that syncs in the background.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMilliseconds(10);

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
