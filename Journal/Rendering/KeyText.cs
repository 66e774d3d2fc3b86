using System.Runtime.InteropServices;
using System.Text;
using Engine.Model.Units;

namespace Journal.Rendering;

/// <summary>The venue's keys as text.</summary>
internal static class KeyText
{
    /// <summary>
    /// A number where the high half is empty, packed text where all bytes are printable, else hexadecimal.
    /// </summary>
    internal static string Format(Key128 key)
    {
        if (key.High == 0)
        {
            return $"{key.Low}";
        }

        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<Key128>(in key));
        var text = bytes.TrimEnd((byte)0);
        return text.ContainsAnyExceptInRange((byte)'!', (byte)'~')
            ? Convert.ToHexStringLower(bytes)
            : Encoding.ASCII.GetString(text);
    }
}
