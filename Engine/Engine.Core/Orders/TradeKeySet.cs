using Engine.Model.Memory;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>The keys of the latest fills, by account, instrument and the venue's whole 16 bytes. One thread.</summary>
/// <remarks>
/// Bounded: the oldest key leaves when a new one needs its place. Hashes only find the place; keys are compared. Keys
/// of one hash are a chain from the newest to the oldest, which ends at the first that has left: so none has to be
/// taken out, and a fill touches little more than its own key's line.
/// </remarks>
internal sealed class TradeKeySet
{
    private const int Capacity = 16_384;
    private const int LineBits = 4;
    private const int Mask = (Capacity * 2) - 1;

    private readonly Link[] _ring = new Link[Capacity];

    // By hash, the number of the newest key; numbers count what was added and may wrap round.
    private readonly int[] _newest = new int[Capacity * 2];
    private long _addedCount;
    private int _liveCount;

    internal TradeKeySet() => Array.Fill(_newest, -1);

    /// <summary>Remembers a key.</summary>
    /// <returns>False where it is known: the fill is a duplicate.</returns>
    internal bool Add(AccountId account, InstrumentId instrument, Key128 key)
    {
        var entry = new Entry(account.Value, instrument.Value, key);
        ref var newest = ref _newest[Home(entry)];
        if (IsKnown(entry, newest))
        {
            return false;
        }

        var number = unchecked((int)_addedCount);
        _ring[PlaceOf(number)] = new Link { Entry = entry, Older = newest };
        newest = number;
        _addedCount++;
        _liveCount = Math.Min(_liveCount + 1, Capacity);
        CacheHint.Bring(in _ring[PlaceOf(number + 2)]);
        return true;
    }

    /// <summary>Visits the keys, oldest first.</summary>
    internal void VisitState(StateSink sink)
    {
        var count = _liveCount;
        var first = _addedCount - count;
        sink.Visit(ref first);
        sink.VisitCount(ref count, Capacity);
        if (sink.IsRestoring)
        {
            if (first < 0 || first > long.MaxValue - Capacity)
            {
                throw new InvalidDataException($"The stored trade keys begin at {first}.");
            }

            Array.Fill(_newest, -1);
            _addedCount = first;
            _liveCount = 0;
        }

        for (var i = first; i < first + count; i++)
        {
            var entry = sink.IsRestoring ? default : _ring[PlaceOf(unchecked((int)i))].Entry;
            int account = entry.Account, instrument = entry.Instrument;
            long low = entry.Key.Low, high = entry.Key.High;
            sink.Visit(ref account);
            sink.Visit(ref instrument);
            sink.Visit(ref low);
            sink.Visit(ref high);
            if (sink.IsRestoring)
            {
                Add(new AccountId(checked((ushort)account)), new InstrumentId(instrument), new Key128(low, high));
            }
        }
    }

    private static int Home(in Entry entry)
    {
        // Most venues count their trades: sixteen that follow each other share a line of the cache.
        var low = (ulong)entry.Key.Low;
        var mixed = unchecked(((low >> LineBits) * 0x9E3779B97F4A7C15) + ((ulong)entry.Key.High * 0xC2B2AE3D27D4EB4F)
            + (((ulong)(uint)entry.Instrument << 16) | entry.Account));
        var line = unchecked(mixed * 0xD6E8FEB86659FD93) >> 40;
        return (int)((line << LineBits) | (low & ((1 << LineBits) - 1))) & Mask;
    }

    private static int PlaceOf(int number) => number & (Capacity - 1);

    private bool IsKnown(in Entry entry, int newest)
    {
        // A number that has wrapped round may stand for a key of another hash: it is compared and no harm is done, and
        // because ages must rise there is no going round in a circle.
        var ageBefore = 0;
        for (var number = newest; ;)
        {
            var age = unchecked((int)_addedCount - number);
            if (age <= ageBefore || age > _liveCount)
            {
                return false;
            }

            ref readonly var link = ref _ring[PlaceOf(number)];
            if (link.Entry == entry)
            {
                return true;
            }

            (number, ageBefore) = (link.Older, age);
        }
    }

    private readonly record struct Entry(ushort Account, int Instrument, Key128 Key);

    private struct Link
    {
        internal Entry Entry;
        internal int Older;
    }
}
