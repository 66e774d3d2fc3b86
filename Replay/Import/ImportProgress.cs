namespace Replay.Import;

/// <summary>How far an import is.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Events">Events handed to the sink.</param>
/// <param name="BytesRead">Bytes of the files read, as they lie on the disk.</param>
/// <param name="BytesTotal">Bytes of the files.</param>
public readonly record struct ImportProgress(long Rows, long Events, long BytesRead, long BytesTotal);
