using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Engine.Model.State;

namespace Journal;

/// <summary>The name of one journal: 128 bits, in every segment, so that a segment of another is told.</summary>
/// <param name="Low">The low 64 bits.</param>
/// <param name="High">The high 64 bits.</param>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
public readonly record struct JournalId(ulong Low, ulong High)
{
    /// <summary>The size, in bytes.</summary>
    public const int SizeBytes = 16;

    /// <summary>A fresh id, for a live journal.</summary>
    public static JournalId Create()
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        RandomNumberGenerator.Fill(bytes);
        return new JournalId(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    /// <summary>
    /// The id that a text always gives, for a journal made from arguments and input: same text, same id.
    /// </summary>
    /// <param name="text">What the journal is made from.</param>
    public static JournalId Derive(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Two hashes of one text under different prefixes stand in for one of 128 bits.
        return new JournalId(
            XxHash64.Hash(Encoding.UTF8.GetBytes("low:" + text)),
            XxHash64.Hash(Encoding.UTF8.GetBytes("high:" + text)));
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";
}
