namespace Engine.Host.Commands.Imports;

/// <summary>The journal that an import makes.</summary>
/// <param name="Path">Its directory.</param>
/// <param name="SegmentBytes">The size of its files.</param>
/// <param name="Resumes">Whether an unfinished one is gone on with.</param>
internal sealed record ImportTarget(string Path, long SegmentBytes, bool Resumes)
{
    /// <summary>The size of the files where nothing is said, MiB.</summary>
    internal const int SegmentMegabytesUsual = 256;
}
