namespace Replay.Import.Csv;

/// <summary>One field of a schema.</summary>
/// <param name="Field">The field.</param>
/// <param name="Names">Names that headers give it, in lower case without separators.</param>
/// <param name="Position">Its place where a file has no header; −1 where none is agreed on.</param>
/// <param name="IsRequired">Whether a row is nothing without it.</param>
internal sealed record CsvFieldSpec(CsvField Field, IReadOnlyList<string> Names, int Position = -1, bool IsRequired = true);
