using Engine.Model.Events;
using Engine.Model.Units;
using Tests.Journal.Support;

namespace Tests.Journal.Compression;

/// <summary>Events that look like a market's, so that there is something to compress.</summary>
internal static class CompressionSamples
{
    internal static Event[] Market(int seed, int count)
    {
        var random = new Random(seed);
        var events = new Event[count];
        var time = Samples.StartTime;
        long[] prices = [6_400_000, 350_000, 15_000];
        var update = 1_000L;
        for (var index = 0; index < count;)
        {
            time += random.Next(2_000_000);
            var instrument = random.Next(prices.Length);
            update += random.Next(1, 20);
            var length = Math.Min(random.Next(1, 9), count - index);
            for (var i = 0; i < length; i++)
            {
                var slot = Event.Create(
                    length == 1 ? EventKind.Trade : EventKind.BookLevel, new TimestampNs(time),
                    new InstrumentId(instrument), i % 2 == 1 ? EventFlags.Ask : EventFlags.None);
                slot.VenueTime = new TimestampNs((time / 1_000_000 * 1_000_000) - 3_000_000);
                slot.BookLevel.Price = new PriceTicks(prices[instrument] += random.Next(-20, 21));
                slot.BookLevel.Quantity = new QtyLots(random.Next(4) == 0 ? 0 : random.Next(1, 5_000));
                slot.BookLevel.FirstUpdateId = update;
                slot.BookLevel.LastUpdateId = update + 3;
                slot.Flags = i < length - 1 ? slot.Flags & ~EventFlags.LastOfRun : slot.Flags;
                events[index++] = slot;
            }
        }

        return events;
    }
}
