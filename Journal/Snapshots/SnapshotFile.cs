using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Format;
using Journal.Storage;

namespace Journal.Snapshots;

/// <summary>Turns a snapshot into bytes and back; every byte is checked before anything is made of it.</summary>
internal static class SnapshotFile
{
    private const string Mend =
        "an older snapshot serves, where there is one; `engine journal snapshot` makes a new one";

    internal static byte[] Encode(JournalSnapshot snapshot)
    {
        var definitionBytes = snapshot.Definitions.Count * JournalFormat.SlotSizeBytes;
        var bytes = new byte[SnapshotHeader.SizeBytes + definitionBytes + (snapshot.State.Count * sizeof(long))];
        var payload = bytes.AsSpan(SnapshotHeader.SizeBytes);
        var definitions = MemoryMarshal.Cast<byte, Event>(payload[..definitionBytes]);
        for (var i = 0; i < definitions.Length; i++)
        {
            definitions[i] = snapshot.Definitions[i];
        }

        var state = MemoryMarshal.Cast<byte, long>(payload[definitionBytes..]);
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = snapshot.State[i];
        }

        var header = new SnapshotHeader
        {
            Magic = SnapshotHeader.CurrentMagic,
            Version = SnapshotHeader.CurrentVersion,
            MinReaderVersion = SnapshotHeader.CurrentVersion,
            DefinitionCount = (uint)definitions.Length,
            JournalId = snapshot.JournalId,
            Epoch = snapshot.Epoch,
            Sequence = snapshot.Sequence,
            Time = snapshot.Time.Value,
            Witness = snapshot.Witness,
            Digest = snapshot.Digest,
            CodeHash = snapshot.CodeHash,
            StateWords = state.Length,
            PayloadCrc = Crc32C.Compute(payload),
        };
        SnapshotHeader.Encode(in header, snapshot.EngineVersion, bytes);
        return bytes;
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="file">The file.</param>
    /// <param name="journalId">The journal that it must belong to.</param>
    /// <param name="sequence">The sequence that its name tells.</param>
    /// <exception cref="JournalException">It is damaged, cut, of another journal or version (Data).</exception>
    internal static JournalSnapshot Read(IJournalFile file, JournalId journalId, long sequence)
    {
        var page = new byte[SnapshotHeader.SizeBytes];
        var wrong = SnapshotHeader.TryDecode(page.AsSpan(0, file.Read(page, 0)), out var header, out var version)
            ?? WrongIn(in header, file.Length, journalId, sequence);
        if (wrong is not null)
        {
            throw Refused(file, wrong);
        }

        // The length is the file's own: what is set aside for the payload is never more than there is to read.
        var payload = new byte[file.Length - SnapshotHeader.SizeBytes];
        if (file.Read(payload, SnapshotHeader.SizeBytes) != payload.Length
            || Crc32C.Compute(payload) != header.PayloadCrc)
        {
            throw Refused(file, "the checksum of the snapshot's content is wrong");
        }

        var definitionBytes = (int)header.DefinitionCount * JournalFormat.SlotSizeBytes;
        return new JournalSnapshot
        {
            JournalId = header.JournalId,
            Sequence = header.Sequence,
            Epoch = header.Epoch,
            Time = new TimestampNs(header.Time),
            Witness = header.Witness,
            Digest = header.Digest,
            CodeHash = header.CodeHash,
            EngineVersion = version,
            Definitions = MemoryMarshal.Cast<byte, Event>(payload.AsSpan(0, definitionBytes)).ToArray(),
            State = MemoryMarshal.Cast<byte, long>(payload.AsSpan(definitionBytes)).ToArray(),
        };
    }

    private static string? WrongIn(in SnapshotHeader header, long length, JournalId journalId, long sequence)
    {
        if (header.JournalId != journalId)
        {
            return $"a snapshot of another journal ({header.JournalId}, not {journalId})";
        }

        if (header.Sequence != sequence)
        {
            return $"its name says sequence {sequence}, its header {header.Sequence}";
        }

        // In this order no sum overflows.
        var payload = length - SnapshotHeader.SizeBytes;
        var definitionBytes = (long)header.DefinitionCount * JournalFormat.SlotSizeBytes;
        var isExact = payload >= definitionBytes && payload <= Array.MaxLength && header.StateWords >= 0
            && (payload - definitionBytes) % sizeof(long) == 0
            && (payload - definitionBytes) / sizeof(long) == header.StateWords;
        return isExact
            ? null
            : $"it has {payload} bytes of content where its header announces {header.DefinitionCount} definitions "
            + $"and {header.StateWords} words";
    }

    private static JournalException Refused(IJournalFile file, string what) =>
        new(JournalErrorCategory.Data, file.Path, what, Mend);
}
