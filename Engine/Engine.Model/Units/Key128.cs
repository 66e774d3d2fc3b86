using System.Runtime.InteropServices;

namespace Engine.Model.Units;

/// <summary>
/// A venue's own key of a trade or an order: a number, a UUID or packed text, kept whole in 16 bytes.
/// </summary>
/// <remarks>
/// Duplicates are recognised by (account, instrument, these 16 bytes) and never by a hash of them: a collision would
/// drop a fill. Text is ASCII, left aligned and padded with zeros; a number stands in <see cref="Low" /> alone.
/// </remarks>
/// <param name="Low">The first eight bytes, little-endian; the whole of a numeric key.</param>
/// <param name="High">The last eight bytes.</param>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
public readonly record struct Key128(long Low, long High)
{
    /// <summary>The size of a key, in bytes.</summary>
    public const int SizeBytes = 16;

    /// <summary>No key: the venue gave none.</summary>
    public static readonly Key128 None;

    /// <summary>Makes a key of a venue's numeric id.</summary>
    public static Key128 FromNumber(long number) => new(number, 0);

    /// <summary>Packs up to 16 bytes of text. The empty text is <see cref="None" />.</summary>
    /// <returns>
    /// False where the text is longer than 16 bytes or holds a zero byte, which the padding would hide; the key is then
    /// <see cref="None" />.
    /// </returns>
    public static bool TryFromText(ReadOnlySpan<byte> ascii, out Key128 key)
    {
        key = None;
        if (ascii.Length > SizeBytes || ascii.Contains((byte)0))
        {
            return false;
        }

        Span<long> words = [0, 0];
        ascii.CopyTo(MemoryMarshal.AsBytes(words));
        key = new Key128(words[0], words[1]);
        return true;
    }
}
