using System.Globalization;

namespace Journal.Snapshots;

/// <summary>
/// Names of snapshot files: <c>snapshot-000000000000002a.snap</c> is the state before the event of sequence 42.
/// </summary>
internal static class SnapshotName
{
    /// <summary>What a snapshot's name ends with until it is on the device and was read back.</summary>
    internal const string TemporarySuffix = ".tmp";

    private const string Prefix = "snapshot-";
    private const string Suffix = ".snap";

    internal static string Of(long sequence) => $"{Prefix}{sequence:x16}{Suffix}";

    internal static bool TryParse(string name, out long sequence)
    {
        sequence = 0;
        if (name.Length != Prefix.Length + 16 + Suffix.Length || !name.StartsWith(Prefix, StringComparison.Ordinal)
            || !name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return false;
        }

        return long.TryParse(
            name.AsSpan(Prefix.Length, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out sequence)
            && sequence >= 0;
    }

    /// <summary>Whether a file name is that of a snapshot that is being made.</summary>
    internal static bool IsTemporary(string name) => name.EndsWith(TemporarySuffix, StringComparison.Ordinal)
        && TryParse(name[..^TemporarySuffix.Length], out _);
}
