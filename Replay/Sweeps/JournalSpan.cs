using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Replay.Sessions;

namespace Replay.Sweeps;

/// <summary>What of a journal a sweep must know before it begins: which it is, how much, from when to when.</summary>
/// <param name="JournalId">The journal.</param>
/// <param name="Events">Its events.</param>
/// <param name="First">The time of its first market event.</param>
/// <param name="Last">The time of its last event.</param>
public sealed record JournalSpan(string JournalId, long Events, TimestampNs First, TimestampNs Last)
{
    /// <summary>Reads it off a journal: its head and its tail.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    /// <exception cref="RunConfigurationException">It has no market events.</exception>
    public static JournalSpan Of(JournalReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var events = reader.CountEvents();
        return new JournalSpan($"{reader.Facts.JournalId}", events, FirstOf(reader), LastOf(reader, events));
    }

    private static TimestampNs FirstOf(JournalReader reader)
    {
        using var cursor = reader.OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            foreach (ref readonly var e in frame)
            {
                if (e.Class == EventClass.Public)
                {
                    return e.Time;
                }
            }
        }

        throw new RunConfigurationException($"{reader.Directory}: the journal has no market events to trade on");
    }

    private static TimestampNs LastOf(JournalReader reader, long events)
    {
        using var cursor = reader.OpenEvents();
        cursor.SeekSequence(Math.Max(reader.FirstSequence, events - 1));
        return cursor.TryReadFrame(out _)
            ? cursor.HighestTime
            : throw new RunConfigurationException($"{reader.Directory}: the end of the journal cannot be read");
    }
}
