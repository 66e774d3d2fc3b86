using System.Globalization;

namespace Journal.Format;

/// <summary>Names of segment files: <c>events-000000000000002a.seg</c> begins with sequence 42.</summary>
internal static class SegmentName
{
    /// <summary>What a segment's name ends with until its head is on the device.</summary>
    internal const string TemporarySuffix = ".tmp";

    private const string SparePrefix = "spare-";
    private const string EventsPrefix = "events-";
    private const string CommandsPrefix = "commands-";
    private const string Suffix = ".seg";

    internal static string Of(JournalStream stream, long firstSequence) =>
        $"{PrefixOf(stream)}{firstSequence:x16}{Suffix}";

    internal static bool TryParse(string name, out JournalStream stream, out long firstSequence)
    {
        firstSequence = 0;
        stream = name.StartsWith(EventsPrefix, StringComparison.Ordinal) ? JournalStream.Events
            : name.StartsWith(CommandsPrefix, StringComparison.Ordinal) ? JournalStream.Commands
            : JournalStream.None;
        if (stream == JournalStream.None || !name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return false;
        }

        var digits = name.AsSpan()[PrefixOf(stream).Length..^Suffix.Length];
        return digits.Length == 16
            && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out firstSequence)
            && firstSequence >= 0;
    }

    /// <summary>The name of a segment made ahead, whose first sequence is not known yet.</summary>
    internal static string OfSpare(long number) => $"{SparePrefix}{number:x}{Suffix}{TemporarySuffix}";

    /// <summary>Whether a file name is that of a segment that is being made.</summary>
    internal static bool IsTemporary(string name) => name.EndsWith(TemporarySuffix, StringComparison.Ordinal)
        && (TryParse(name[..^TemporarySuffix.Length], out _, out _) || IsSpare(name));

    /// <summary>Whether a file is one that a journal's writer makes, or that is derived from one of those.</summary>
    internal static bool IsOfJournal(string name) => name.StartsWith(EventsPrefix, StringComparison.Ordinal)
        || name.StartsWith(CommandsPrefix, StringComparison.Ordinal) || IsSpare(name) || IsBeside(name);

    /// <summary>What an import keeps beside the events: its checkpoints, and the report on the data.</summary>
    private static bool IsBeside(string name) => name.StartsWith("import-", StringComparison.Ordinal)
        || name.StartsWith("quality.json", StringComparison.Ordinal);

    private static bool IsSpare(string name) => name.StartsWith(SparePrefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix + TemporarySuffix, StringComparison.Ordinal);

    private static string PrefixOf(JournalStream stream) =>
        stream == JournalStream.Commands ? CommandsPrefix : EventsPrefix;
}
