using System.Runtime.InteropServices;
using System.Text;
using Journal.Format;

namespace Journal.Snapshots;

/// <summary>
/// The first 256 bytes of a snapshot, little-endian; zeros follow the version text up to the CRC in the last four. The
/// layout is the file format.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct SnapshotHeader
{
    internal const int SizeBytes = 256;
    internal const int CurrentVersion = 1;
    internal const ulong CurrentMagic = 0x1A0A_0D50_414E_5389; // 89 'S' 'N' 'A' 'P' 0D 0A 1A in file order

    private const int EngineVersionOffset = 96;
    private const int CrcOffset = SizeBytes - sizeof(uint);

    [FieldOffset(0)] internal ulong Magic;

    [FieldOffset(8)] internal ushort Version;

    /// <summary>A reader that knows only lower versions must refuse.</summary>
    [FieldOffset(10)] internal ushort MinReaderVersion;

    [FieldOffset(12)] internal uint DefinitionCount;

    [FieldOffset(16)] internal JournalId JournalId;

    /// <summary>That of the segment with the last event before it.</summary>
    [FieldOffset(32)] internal long Epoch;

    /// <summary>The sequence of the first event that is not in it.</summary>
    [FieldOffset(40)] internal long Sequence;

    /// <summary>The core's clock, ns since the Unix epoch.</summary>
    [FieldOffset(48)] internal long Time;

    [FieldOffset(56)] internal ulong Witness;

    [FieldOffset(64)] internal ulong Digest;

    [FieldOffset(72)] internal ulong CodeHash;

    [FieldOffset(80)] internal long StateWords;

    [FieldOffset(88)] internal uint PayloadCrc;

    /// <summary>Writes the header and its checksum.</summary>
    internal static void Encode(in SnapshotHeader header, string engineVersion, Span<byte> bytes)
    {
        bytes[..SizeBytes].Clear();
        MemoryMarshal.Write(bytes, in header);
        Encoding.UTF8.GetBytes(
            engineVersion, bytes.Slice(EngineVersionOffset, JournalFormat.EngineVersionSizeBytes));
        var crc = Crc32C.Compute(bytes[..CrcOffset]);
        MemoryMarshal.Write(bytes[CrcOffset..], in crc);
    }

    /// <summary>Reads a header.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    internal static string? TryDecode(ReadOnlySpan<byte> bytes, out SnapshotHeader header, out string engineVersion)
    {
        header = default;
        engineVersion = string.Empty;
        if (bytes.Length < SizeBytes)
        {
            return "the snapshot's header is cut short";
        }

        header = MemoryMarshal.Read<SnapshotHeader>(bytes);
        if (header.Magic != CurrentMagic)
        {
            return "not a snapshot: its first eight bytes are not the magic";
        }

        if (MemoryMarshal.Read<uint>(bytes[CrcOffset..]) != Crc32C.Compute(bytes[..CrcOffset]))
        {
            return "the checksum of the snapshot's header is wrong";
        }

        var text = bytes.Slice(EngineVersionOffset, JournalFormat.EngineVersionSizeBytes);
        var end = text.IndexOf((byte)0);
        engineVersion = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        return header.MinReaderVersion > CurrentVersion
            ? $"snapshot version {header.Version}, made by engine {engineVersion}, is newer than version "
            + $"{CurrentVersion}, the newest known here"
            : null;
    }
}
