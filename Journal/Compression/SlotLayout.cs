using Journal.Format;

namespace Journal.Compression;

/// <summary>A slot as the codec sees it: eight words of 64 bits, one of which says what the others mean.</summary>
internal static class SlotLayout
{
    /// <summary>Words of a slot.</summary>
    internal const int Words = JournalFormat.SlotSizeBytes / sizeof(ulong);

    /// <summary>Words that are predicted: all but the key.</summary>
    internal const int Fields = Words - 1;

    /// <summary>The side, of the flags within a key: prices of the two sides are predicted apart.</summary>
    private const ulong SideBit = 1UL << 16;

    private const ulong FlagBits = 0xFFFFUL << 16;

    /// <summary>The word that holds kind, flags and instrument.</summary>
    internal static int KeyWord(JournalStream stream) => stream == JournalStream.Commands ? 1 : 2;

    /// <summary>The word of a field; fields are the words in order, the key left out.</summary>
    internal static int WordOf(int field, int keyWord) => field < keyWord ? field : field + 1;

    /// <summary>Kind and instrument of a key: slots that are predicted by one plan.</summary>
    internal static ulong GroupOf(ulong key) => key & ~FlagBits;

    /// <summary>Kind, instrument and side of a key.</summary>
    internal static ulong SideGroupOf(ulong key) => key & ~(FlagBits & ~SideBit);
}
