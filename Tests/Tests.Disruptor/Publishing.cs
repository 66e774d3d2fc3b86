using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Producers of the tests.</summary>
internal static class Publishing
{
    /// <summary>Publishes numbered slots, waiting for room, in claims of random size.</summary>
    /// <returns>How many it published before the graph halted.</returns>
    public static long Run(Ring<Slot> ring, long count, Random random, int batchMax)
    {
        long published = 0;
        while (published < count)
        {
            var size = (int)Math.Min(count - published, random.Next(1, batchMax + 1));
            if (ring.Sequencer.Claim(size, out var first) != ClaimResult.Claimed)
            {
                break;
            }

            for (var i = 0; i < size; i++)
            {
                ring.Buffer[first + i] = Slot.Of(unchecked(first + i));
            }

            ring.Sequencer.Publish(first, size);
            published += size;
        }

        return published;
    }
}
