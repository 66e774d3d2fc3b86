using System.Text;
using Engine.Host.Cli;
using Replay.Reports;

namespace Engine.Host.Output;

/// <summary>Writes a report to a file, whole or not at all.</summary>
internal static class ReportFile
{
    private const string UnfinishedSuffix = ".partial";
    private const int BufferSize = 64 * 1024;

    /// <summary>Finds out before a long run whether the file will have a place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="flag">The option that named it.</param>
    /// <exception cref="UsageException">Its folder does not exist, or it is itself a folder.</exception>
    public static void RequireWritable(string path, string flag = "--report")
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"{flag} {path}: the folder {folder} does not exist; create it first");
        }

        if (Directory.Exists(path))
        {
            throw new UsageException($"{flag} {path}: that is a folder; name a file in it");
        }

        // The file takes its name by a rename, which would put it in the place of a device or into a journal.
        if (folder.StartsWith("/dev", StringComparison.Ordinal) || folder.StartsWith("/proc", StringComparison.Ordinal))
        {
            throw new UsageException($"{flag} {path}: {folder} holds devices; name a file elsewhere");
        }

        if (Directory.EnumerateFiles(folder, "*.seg").Any())
        {
            throw new UsageException($"{flag} {path}: {folder} is a journal; name a file outside of it");
        }
    }

    /// <summary>The name under which a file is written until it is whole; no other process has the same.</summary>
    public static string Unfinished(string path) => $"{path}.{Environment.ProcessId}{UnfinishedSuffix}";

    /// <summary>Writes the report; one that is there already is replaced.</summary>
    public static void Write(string path, ReportModel model) =>
        Write(path, writer => HtmlReport.Write(writer, model));

    /// <summary>Writes a page; one that is there already is replaced.</summary>
    public static void Write(string path, Action<TextWriter> write)
    {
        var unfinished = Unfinished(path);
        using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(false), BufferSize))
        {
            write(writer);
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
