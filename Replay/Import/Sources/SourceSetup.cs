namespace Replay.Import.Sources;

/// <summary>What a source is opened with beside its file.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Facts">Where it reports to.</param>
/// <param name="Continued">
/// Those of its symbols that an earlier file of the import has, too: the book they left is out of date.
/// </param>
internal sealed record SourceSetup(ImportRequest Request, ImportFile Facts, IReadOnlyList<string> Continued)
{
    /// <summary>Whether an earlier file has the only symbol, too.</summary>
    internal bool IsContinued => Continued.Count > 0;
}
