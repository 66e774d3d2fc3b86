using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Units;
using Tests.Journal.Support;

namespace Tests.Journal.Processes;

/// <summary>Events that follow from their sequence alone, and a running hash of them: the witness.</summary>
internal static class NumberedEvents
{
    internal const ulong WitnessStart = 0xCBF2_9CE4_8422_2325;

    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    internal static void Fill(Span<Event> events, long firstSequence)
    {
        for (var i = 0; i < events.Length; i++)
        {
            var sequence = firstSequence + i;
            var slot = Event.Create(
                EventKind.BookLevel, new TimestampNs(Samples.StartTime + sequence), new InstrumentId(0));

            // Runs of one to four slots; which, the sequence says.
            slot.Flags = IsLastOfRun(sequence) ? EventFlags.LastOfRun : EventFlags.None;
            slot.BookLevel.Price = new PriceTicks(sequence);
            slot.BookLevel.Quantity = new QtyLots((long)((ulong)sequence * Prime));
            events[i] = slot;
        }
    }

    internal static bool IsLastOfRun(long sequence) => (((ulong)sequence * Prime) >> 62) == 0 || sequence % 4 == 3;

    internal static ulong Add(ulong witness, ReadOnlySpan<Event> events)
    {
        foreach (var word in MemoryMarshal.Cast<Event, ulong>(events))
        {
            witness = (witness ^ word) * Prime;
            witness ^= witness >> 29;
        }

        return witness;
    }
}
