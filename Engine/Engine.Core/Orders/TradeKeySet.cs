using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>The keys of the latest fills, by account, instrument and the venue's whole 16 bytes. One thread.</summary>
/// <remarks>
/// Bounded: the oldest key leaves when a new one needs its place. Hashes only find the place; keys are compared.
/// </remarks>
internal sealed class TradeKeySet
{
    private const int Capacity = 16_384;
    private const int LineBits = 4;
    private const int Mask = (Capacity * 2) - 1;

    private readonly Entry[] _ring = new Entry[Capacity];
    private readonly int[] _index = new int[Capacity * 2];
    private long _addedCount;
    private int _liveCount;

    internal TradeKeySet() => Array.Fill(_index, -1);

    /// <summary>Remembers a key.</summary>
    /// <returns>False where it is known: the fill is a duplicate.</returns>
    internal bool Add(AccountId account, InstrumentId instrument, Key128 key)
    {
        var entry = new Entry(account.Value, instrument.Value, key);
        var place = Home(entry);
        for (; _index[place] >= 0; place = (place + 1) & Mask)
        {
            if (_ring[_index[place]] == entry)
            {
                return false;
            }
        }

        var slot = (int)(_addedCount % Capacity);
        if (_liveCount == Capacity)
        {
            Remove(_ring[slot]);
            place = Home(entry);
            while (_index[place] >= 0)
            {
                place = (place + 1) & Mask;
            }
        }
        else
        {
            _liveCount++;
        }

        _ring[slot] = entry;
        _index[place] = slot;
        _addedCount++;
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

            Array.Fill(_index, -1);
            _addedCount = first;
            _liveCount = 0;
        }

        for (var i = first; i < first + count; i++)
        {
            var entry = sink.IsRestoring ? default : _ring[(int)(i % Capacity)];
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

    private void Remove(in Entry entry)
    {
        var place = Home(entry);
        while (_ring[_index[place]] != entry)
        {
            place = (place + 1) & Mask;
        }

        for (var next = (place + 1) & Mask; _index[next] >= 0; next = (next + 1) & Mask)
        {
            var home = Home(_ring[_index[next]]);
            if (((next - home) & Mask) >= ((next - place) & Mask))
            {
                _index[place] = _index[next];
                place = next;
            }
        }

        _index[place] = -1;
    }

    private readonly record struct Entry(ushort Account, int Instrument, Key128 Key);
}
