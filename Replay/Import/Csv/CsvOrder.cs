namespace Replay.Import.Csv;

/// <summary>How the rows of a file are ordered.</summary>
internal enum CsvOrder
{
    /// <summary>By time; a row that goes backwards is an error.</summary>
    Promised,

    /// <summary>Not at all: rows are sorted by time, those of one time stay as they are.</summary>
    ByTime,

    /// <summary>Not at all: rows are sorted by time, those of one time by the trade's number.</summary>
    ByTimeAndKey,
}
