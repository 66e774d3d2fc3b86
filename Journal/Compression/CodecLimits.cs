namespace Journal.Compression;

/// <summary>The bounds of the codec: what a decoder must be ready to hold, and an encoder must keep.</summary>
internal static class CodecLimits
{
    /// <summary>Different keys of one block; a block with more is stored as it is.</summary>
    internal const int Keys = 4_096;

    /// <summary>Templates of one block; a block with more is stored as it is.</summary>
    internal const int Templates = ShortTemplates + ((256 - ShortTemplates) << 8);

    /// <summary>Templates whose number fits one byte.</summary>
    internal const int ShortTemplates = 192;

    /// <summary>A block ends with the frame that brings it to so many slots, frame headers counted as slots.</summary>
    internal const int BlockSlotsTarget = 16_384;

    /// <summary>The most bytes that a block restores.</summary>
    internal const int BlockRawBytes = 4 << 20;

    /// <summary>The most bytes of a block in the file.</summary>
    internal const int BlockBytes = BlockRawBytes + (64 << 10);

    /// <summary>Bytes that may be read, but mean nothing, behind a block's last.</summary>
    internal const int SlackBytes = 64;
}
