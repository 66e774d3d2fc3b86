using Engine.Model.Commands;
using Journal.Compression;
using Journal.Format;
using Journal.Reading;
using Journal.Storage;

namespace Journal.Recovering;

/// <summary>
/// Cuts the command stream back to the events that are there: a command whose cause is lost never left the machine, and
/// a replay decides anew. Nothing is kept of it, for it is derived. One thread.
/// </summary>
internal static class CommandCut
{
    /// <summary>Cuts at the first frame that has a command of a lost cause.</summary>
    /// <param name="reader">The journal.</param>
    /// <param name="eventCount">How many events are there.</param>
    /// <returns>What of that frame is to be written again, and how many commands are gone.</returns>
    internal static (Command[] Kept, long Cut) Run(JournalReader reader, long eventCount)
    {
        using var cursor = reader.CommandFrames();
        while (cursor.TryReadFrame(out var commands))
        {
            if (commands[^1].Cause < eventCount)
            {
                continue;
            }

            var kept = 0;
            while (kept < commands.Length && commands[kept].Cause < eventCount)
            {
                kept++;
            }

            var copies = commands[..kept].ToArray();
            var frameBytes = JournalFormat.FrameHeaderSizeBytes + (commands.Length * JournalFormat.SlotSizeBytes);
            var (index, offset) = (cursor.Walker.SegmentIndex, cursor.Walker.Offset - frameBytes);
            var cut = commands.Length - kept + CountRest(cursor);
            cursor.Dispose();
            CutAt(reader.Storage, reader.CommandSegments, index, offset);
            return (copies, cut);
        }

        return ([], 0);
    }

    private static long CountRest(FrameCursor<Command, CommandSlots> cursor)
    {
        var count = 0L;
        while (cursor.TryReadFrame(out var commands))
        {
            count += commands.Length;
        }

        return count;
    }

    private static void CutAt(IJournalStorage storage, IReadOnlyList<SegmentEntry> segments, int index, long offset)
    {
        // The newest goes first: at every moment what is left is a stream without a hole.
        for (var last = segments.Count - 1; last > index; last--)
        {
            storage.Delete(segments[last].Name);
            storage.SyncNames();
        }

        SegmentRestorer.MakeRaw(storage, segments[index].Name);
        using var file = storage.OpenWrite(segments[index].Name);
        file.SetLength(offset);
        file.Sync();
    }
}
