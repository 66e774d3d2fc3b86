using Journal.Format;
using Journal.Reading;
using Journal.Storage;
using Journal.Writing;

namespace Journal.Recovering;

/// <summary>
/// Brings the end of one stream into order: the torn tail is copied and cut, the last segment sealed. Each step leaves
/// a
/// state from which the same steps lead to the same end, so that a crash in here is just another crash. One thread.
/// </summary>
internal static class StreamMender
{
    private const string TornSuffix = ".torn";
    private const int BlockBytes = 1 << 20;

    /// <summary>Mends the end that a walk has come to.</summary>
    /// <param name="storage">The journal's files.</param>
    /// <param name="segments">The segments that were walked over.</param>
    /// <param name="walker">The walk, at its end.</param>
    /// <exception cref="JournalException">The stream is damaged before its end (Data): nothing is touched.</exception>
    internal static RecoveredStream Mend(
        IJournalStorage storage, IReadOnlyList<SegmentEntry> segments, SegmentWalker walker)
    {
        if (walker is { End: JournalEnd.Damaged, Fault: { } fault })
        {
            throw JournalException.Damaged(storage.Directory, fault);
        }

        if (segments.Count == 0)
        {
            return new RecoveredStream
            {
                Position = StreamPosition.Start,
                End = walker.End,
                TornBytes = 0,
                TornFile = null,
                Epoch = -1,
            };
        }

        var torn = walker.End == JournalEnd.TornTail ? KeepTail(storage, segments[^1].Name, walker) : null;
        return new RecoveredStream
        {
            Position = walker.WasSealed ? After(walker, walker.LastCrc) : Seal(storage, segments[^1].Name, walker),
            End = walker.End,
            TornBytes = walker.TornBytes,
            TornFile = torn,
            Epoch = walker.Segment.Epoch,
        };
    }

    private static StreamPosition Seal(IJournalStorage storage, string name, SegmentWalker walker)
    {
        using var file = storage.OpenWrite(name);
        file.SetLength(walker.Offset);
        using var segment = SegmentFile.Continue(file, walker.Segment.Epoch, walker.Offset, walker.LastCrc);

        // A journal that a command made is shorter then, but whole: without its closing seal nobody would read it.
        // What died with its process is in the kernel only: on the device first, then the frame that says so.
        segment.Sync();
        var flags = FrameFlags.Sealed | (walker.Segment.IsLive == 0 ? FrameFlags.CleanClose : 0);
        segment.WriteEmpty(flags, walker.NextSequence, walker.LastOrder, walker.NextSequence - 1);
        segment.Sync();
        return After(walker, segment.LastCrc);
    }

    /// <summary>
    /// A segment without slots gives its place to the next one, which begins with the same sequence and so has its
    /// name.
    /// </summary>
    internal static StreamPosition After(SegmentWalker walker, uint lastCrc)
    {
        ref readonly var segment = ref walker.Segment;
        var isEmpty = walker.NextSequence == segment.FirstSequence;
        return new StreamPosition
        {
            NextSequence = walker.NextSequence,
            SegmentNumber = isEmpty ? segment.SegmentNumber : segment.SegmentNumber + 1,
            PreviousCrc = isEmpty ? segment.PreviousCrc : lastCrc,
            LastOrder = walker.LastOrder,
        };
    }

    private static string KeepTail(IJournalStorage storage, string name, SegmentWalker walker)
    {
        var tornName = $"{name}.{walker.Offset:x}{TornSuffix}";
        using var source = storage.OpenRead(name);
        using var copy = storage.Create(tornName);
        var block = new byte[(int)Math.Min(BlockBytes, walker.TornBytes)];
        for (var done = 0L; done < walker.TornBytes;)
        {
            var wanted = (int)Math.Min(block.Length, walker.TornBytes - done);
            var count = source.Read(block.AsSpan(0, wanted), walker.Offset + done);
            copy.Write(block.AsSpan(0, count), done);
            done += wanted;
        }

        copy.Sync();
        storage.SyncNames();
        return tornName;
    }
}
