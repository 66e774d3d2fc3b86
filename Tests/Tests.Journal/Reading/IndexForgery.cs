using System.Runtime.InteropServices;
using Journal.Format;
using Journal.Reading;

namespace Tests.Journal.Reading;

/// <summary>Gives an altered index right checksums: a hint that lies in good form.</summary>
internal static class IndexForgery
{
    internal static void Sign(byte[] index)
    {
        ref var header = ref MemoryMarshal.AsRef<IndexHeader>(index.AsSpan());
        header.EntriesCrc = Crc32C.Compute(index.AsSpan(IndexHeader.SizeBytes));
        header.HeaderCrc = IndexHeader.CrcOf(in header);
    }
}
