using System.Buffers.Binary;

namespace Journal.Compression;

/// <summary>Bytes that grow; numbers are little-endian, variable ones seven bits to a byte. One thread.</summary>
internal sealed class ByteSink
{
    private byte[] _bytes = new byte[4_096];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    internal void Clear() => Length = 0;

    /// <summary>Bytes that were written already, to be written again.</summary>
    internal Span<byte> Rewrite(int start, int count) => _bytes.AsSpan(start, count);

    internal void Byte(byte value) => Take(1)[0] = value;

    internal void Bytes(ReadOnlySpan<byte> source) => source.CopyTo(Take(source.Length));

    internal void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    /// <summary>The low bytes of a value.</summary>
    internal void Low(ulong value, int count)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += count;
    }

    internal void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    internal void Signed(long value) => Varint(ZigZag.Encode(value));

    private Span<byte> Take(int count)
    {
        Reserve(count);
        var place = _bytes.AsSpan(Length, count);
        Length += count;
        return place;
    }

    private void Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + count));
        }
    }
}
