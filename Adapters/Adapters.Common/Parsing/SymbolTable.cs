using System.Buffers.Binary;
using System.Text;

namespace Adapters.Common.Parsing;

/// <summary>
/// Finds a symbol's place by the bytes of a frame, without making a string. Immutable; any thread may read it.
/// </summary>
public sealed class SymbolTable
{
    private const int WordBytes = 8;
    private const int WordsBytes = 2 * WordBytes;
    private readonly Entry[] _slots;
    private readonly int _mask;

    /// <summary>Makes the table; a symbol's place is its index in the list.</summary>
    /// <exception cref="ArgumentException">A symbol is empty or occurs twice.</exception>
    public SymbolTable(IReadOnlyList<string> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);

        // A quarter full at most: most look-ups end at the first slot.
        var capacity = 8;
        while (capacity < symbols.Count * 4)
        {
            capacity *= 2;
        }

        _slots = new Entry[capacity];
        _mask = capacity - 1;
        for (var i = 0; i < symbols.Count; i++)
        {
            Add(symbols[i], i);
        }
    }

    /// <summary>Finds a symbol.</summary>
    /// <param name="symbol">UTF-8, exactly as the venue writes it.</param>
    /// <returns>Its place; −1 where it is not in the table.</returns>
    public int Find(ReadOnlySpan<byte> symbol)
    {
        var (first, second) = WordsOf(symbol);
        for (var slot = SlotOf(first, second, symbol.Length); ; slot = (slot + 1) & _mask)
        {
            ref readonly var entry = ref _slots[slot];
            if (entry.Name is null)
            {
                return -1;
            }

            if (entry.First == first && entry.Second == second && entry.Name.Length == symbol.Length
                && (symbol.Length <= WordsBytes || symbol.SequenceEqual(entry.Name)))
            {
                return entry.Index;
            }
        }
    }

    private void Add(string symbol, int index)
    {
        var name = Encoding.UTF8.GetBytes(symbol);
        if (name.Length == 0 || Find(name) >= 0)
        {
            throw new ArgumentException($"The symbol '{symbol}' is empty or given twice.", nameof(symbol));
        }

        var (first, second) = WordsOf(name);
        var slot = SlotOf(first, second, name.Length);
        while (_slots[slot].Name is not null)
        {
            slot = (slot + 1) & _mask;
        }

        _slots[slot] = new Entry { First = first, Second = second, Name = name, Index = index };
    }

    private int SlotOf(ulong first, ulong second, int length)
    {
        var mixed = (first ^ (second * 0x9E3779B97F4A7C15) ^ (ulong)length) * 0xD6E8FEB86659FD93;
        return (int)(mixed >> 33) & _mask;
    }

    /// <summary>
    /// The first eight bytes and the last eight, which may overlap: with the length they are all of sixteen at most.
    /// </summary>
    private static (ulong First, ulong Second) WordsOf(ReadOnlySpan<byte> symbol)
    {
        if (symbol.Length >= WordBytes)
        {
            return (BinaryPrimitives.ReadUInt64LittleEndian(symbol),
                BinaryPrimitives.ReadUInt64LittleEndian(symbol[^WordBytes..]));
        }

        if (symbol.Length >= WordBytes / 2)
        {
            return (BinaryPrimitives.ReadUInt32LittleEndian(symbol),
                BinaryPrimitives.ReadUInt32LittleEndian(symbol[^(WordBytes / 2)..]));
        }

        return symbol.IsEmpty ? (0, 0) : (symbol[0], (ulong)symbol[symbol.Length / 2] << 8 | symbol[^1]);
    }

    private struct Entry
    {
        public ulong First;
        public ulong Second;
        public byte[]? Name;
        public int Index;
    }
}
