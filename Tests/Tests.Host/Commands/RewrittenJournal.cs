using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Journal.Writing;

namespace Tests.Host.Commands;

/// <summary>A journal's events taken out, and others put into a new one with checksums that are right.</summary>
internal static class RewrittenJournal
{
    internal static List<Event> EventsOf(string path)
    {
        List<Event> events = [];
        using var cursor = JournalReader.Open(path).OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            events.AddRange(frame);
        }

        return events;
    }

    internal static void Write(List<Event> events, string path)
    {
        using var writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = path,
            JournalId = JournalId.Derive(Path.GetFileName(path)),
            CreatedTime = TimestampNs.Zero,
            EngineVersion = "test",
            Mode = JournalWriteMode.Offline,
        });
        for (var first = 0; first < events.Count;)
        {
            var end = events.FindIndex(first, e => e.IsLastOfRun) + 1;
            writer.AppendEvents(CollectionsMarshal.AsSpan(events)[first..end]);
            first = end;
        }

        writer.Complete();
    }
}
