namespace Replay.Import.Csv;

/// <summary>A column whose numbers lie on an instrument's grid.</summary>
/// <param name="Index">The column, from 0.</param>
/// <param name="Field">What it is, for messages and for fields that are parts of a column.</param>
/// <param name="IsPrice">Whether it is a price, or a quantity.</param>
internal readonly record struct CsvGridColumn(int Index, CsvField Field, bool IsPrice);
