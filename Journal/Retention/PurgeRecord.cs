using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Storage;

namespace Journal.Retention;

/// <summary>
/// Says that the head of a journal was removed on purpose, and where each stream begins now: 128 bytes, little-endian,
/// in <c>journal.purged</c>. Without it a missing head is damage. The layout is the file format.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct PurgeRecord
{
    internal const string FileName = "journal.purged";
    internal const int SizeBytes = 128;

    private const string TemporaryName = FileName + ".tmp";
    private const int CurrentVersion = 1;
    private const ulong CurrentMagic = 0x1A0A_0D47_5255_5089; // 89 'P' 'U' 'R' 'G' 0D 0A 1A in file order
    private const int CrcOffset = SizeBytes - sizeof(uint);

    [FieldOffset(0)] internal ulong Magic;

    [FieldOffset(8)] internal ushort Version;

    /// <summary>A reader that knows only lower versions must refuse.</summary>
    [FieldOffset(10)] internal ushort MinReaderVersion;

    [FieldOffset(16)] internal JournalId JournalId;

    /// <summary>The first event that is kept: the first of its segment.</summary>
    [FieldOffset(32)] internal long FirstEvent;

    /// <summary>The number of that segment within the stream.</summary>
    [FieldOffset(40)] internal long EventSegmentNumber;

    /// <summary>The first command that is kept: the first of its segment.</summary>
    [FieldOffset(48)] internal long FirstCommand;

    /// <summary>The number of that segment within the stream.</summary>
    [FieldOffset(56)] internal long CommandSegmentNumber;

    /// <summary>The oldest snapshot that was proved before anything was removed.</summary>
    [FieldOffset(64)] internal long SnapshotSequence;

    /// <summary>Reads the record of a journal; null where nothing was ever removed.</summary>
    /// <exception cref="JournalException">It is damaged or of another version (Data).</exception>
    internal static PurgeRecord? Read(IJournalStorage storage)
    {
        if (!storage.List().Contains(FileName))
        {
            return null;
        }

        using var file = storage.OpenRead(FileName);
        Span<byte> bytes = stackalloc byte[SizeBytes];
        var isWhole = file.Length == SizeBytes && file.Read(bytes, 0) == SizeBytes;
        var record = MemoryMarshal.Read<PurgeRecord>(bytes);
        var wrong = !isWhole || record.Magic != CurrentMagic ? "not the record of a purge"
            : MemoryMarshal.Read<uint>(bytes[CrcOffset..]) != Crc32C.Compute(bytes[..CrcOffset])
                ? "the checksum of the record of a purge is wrong"
            : record.MinReaderVersion > CurrentVersion
                ? $"the record of a purge has version {record.Version}, newer than {CurrentVersion}"
            : null;
        return wrong is null
            ? record
            : throw JournalException.Damaged(storage.Directory, new JournalFault(FileName, 0, wrong, 0));
    }

    /// <summary>Writes the record; it is there whole or not at all.</summary>
    internal static void Write(IJournalStorage storage, PurgeRecord record)
    {
        record.Magic = CurrentMagic;
        record.Version = CurrentVersion;
        record.MinReaderVersion = CurrentVersion;
        Span<byte> bytes = stackalloc byte[SizeBytes];
        MemoryMarshal.Write(bytes, in record);
        var crc = Crc32C.Compute(bytes[..CrcOffset]);
        MemoryMarshal.Write(bytes[CrcOffset..], in crc);
        using (var file = storage.Create(TemporaryName))
        {
            file.Write(bytes, 0);
            file.Sync();
        }

        storage.Rename(TemporaryName, FileName);
        storage.SyncNames();
    }
}
