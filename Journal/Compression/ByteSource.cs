using System.Buffers.Binary;

namespace Journal.Compression;

/// <summary>Reads what a <see cref="ByteSink" /> wrote; past the end everything is zero and it says so.</summary>
internal ref struct ByteSource
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ByteSource(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Where the next byte is.</summary>
    internal int Position { get; private set; }

    /// <summary>Whether more was asked for than there is, or a number was longer than 64 bits.</summary>
    internal bool IsBroken { get; private set; }

    internal readonly int Remaining => _bytes.Length - Position;

    internal byte Byte()
    {
        if (Position >= _bytes.Length)
        {
            IsBroken = true;
            return 0;
        }

        return _bytes[Position++];
    }

    internal uint UInt32()
    {
        var bytes = Bytes(4);
        return bytes.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    internal ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        IsBroken = true;
        return 0;
    }

    internal long Signed() => ZigZag.Decode(Varint());

    /// <summary>A count or index that must lie below a bound.</summary>
    internal int Below(int bound)
    {
        var value = Varint();
        if (value >= (ulong)bound)
        {
            IsBroken = true;
            return 0;
        }

        return (int)value;
    }

    internal ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > Remaining)
        {
            IsBroken = true;
            return default;
        }

        var bytes = _bytes.Slice(Position, count);
        Position += count;
        return bytes;
    }
}
