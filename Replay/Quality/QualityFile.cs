using System.Text.Json;
using Journal.Reading;

namespace Replay.Quality;

/// <summary>
/// The report of an import as a file in the journal's directory. It is derived, and no part of the journal: a journal
/// without it is whole, and <c>engine journal quality</c> makes what the events can tell anew.
/// </summary>
/// <remarks>
/// It lies beside the events and not among them because it is known only at their end, where a backtest that streams
/// would learn of it too late; because better checks would otherwise make other journals of the same data; and because
/// readers, merges and replays then need not know of it.
/// </remarks>
public static class QualityFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "quality.json";

    /// <summary>Writes the report into a directory.</summary>
    public static void Write(string directory, QualityReport report)
    {
        var path = Path.Combine(directory, Name);
        var temporary = path + ".tmp";
        using (var file = File.Create(temporary))
        {
            JsonSerializer.Serialize(file, report, QualityJsonContext.Default.QualityReport);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads the report of a journal.</summary>
    /// <returns>Null where there is none, or it is not that of this journal.</returns>
    public static QualityReport? TryRead(JournalReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        try
        {
            using var file = File.OpenRead(Path.Combine(reader.Directory, Name));
            var report = JsonSerializer.Deserialize(file, QualityJsonContext.Default.QualityReport);
            return report?.Journal == reader.Facts.JournalId.ToString() ? report : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Derived data that cannot be read are as good as lost.
            return null;
        }
    }
}
