namespace Replay.Import;

/// <summary>Whose fault a failed import is; the command line turns it into its exit code.</summary>
public enum ImportErrorCategory
{
    /// <summary>The request: an unknown format, symbol or column, no grid, a file that is not there (exit 2).</summary>
    Usage,

    /// <summary>The data: cut off, off the grid, a field missing, times going backwards (exit 3).</summary>
    BadData,

    /// <summary>The machine: the disk or the sink failed (exit 5).</summary>
    Io,
}
