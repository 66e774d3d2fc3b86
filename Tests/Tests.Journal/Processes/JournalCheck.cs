using Engine.Model.Events;
using Journal;
using Journal.Reading;
using Tests.Journal.Support;

namespace Tests.Journal.Processes;

/// <summary>Reads a journal of numbered events and compares it with what was acknowledged.</summary>
internal static class JournalCheck
{
    /// <summary>Reads all of it.</summary>
    /// <param name="directory">The journal.</param>
    /// <param name="acknowledged">The last sequence that must be there.</param>
    /// <param name="witness">The witness up to it.</param>
    /// <param name="recovered">How many events there are.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    internal static string? WrongIn(string directory, long acknowledged, ulong witness, out long recovered)
    {
        using var cursor = JournalReader.Open(directory).OpenEvents();
        var expected = Array.Empty<Event>();
        var found = NumberedEvents.WitnessStart;
        var atAcknowledged = acknowledged < 0 ? witness : 0;
        recovered = 0;
        while (cursor.TryReadFrame(out var frame))
        {
            if (expected.Length < frame.Length)
            {
                expected = new Event[frame.Length];
            }

            var twins = expected.AsSpan(0, frame.Length);
            NumberedEvents.Fill(twins, recovered);
            if (cursor.FirstSequence != recovered || !Samples.Bytes(frame).SequenceEqual(Samples.Bytes(twins)))
            {
                return $"events from {recovered} are not those that were written";
            }

            var known = (int)Math.Clamp(acknowledged + 1 - recovered, 0, frame.Length);
            found = NumberedEvents.Add(found, frame[..known]);
            recovered += frame.Length;
            if (recovered > acknowledged && known > 0)
            {
                atAcknowledged = found;
            }
        }

        return cursor.End == JournalEnd.Damaged ? $"damaged: {cursor.Fault}"
            : recovered <= acknowledged ? $"acknowledged up to {acknowledged}, and {recovered} events are there"
            : atAcknowledged != witness ? "the witness differs from the one that was acknowledged"
            : null;
    }
}
