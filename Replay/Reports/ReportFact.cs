namespace Replay.Reports;

/// <summary>One line that a report states: an assumption, a fact of the data.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Value">What holds, as people read it; not escaped.</param>
public sealed record ReportFact(string Name, string Value);
