using System.Text;
using Replay.Reports;

namespace Engine.Host.Output;

/// <summary>Writes a report to a file, whole or not at all.</summary>
internal static class ReportFile
{
    private const int BufferSize = 64 * 1024;

    private static readonly OutputFile File = new("--report", "report", HtmlReport.Generator);

    /// <summary>Finds out before a long run whether the file will have a place.</summary>
    /// <exception cref="Cli.UsageException">It has none, or something that is no report lies there.</exception>
    public static void RequireWritable(string path) => File.RequireWritable(path);

    /// <summary>Writes the report; one that is there already is replaced.</summary>
    public static void Write(string path, ReportModel model) =>
        Write(path, writer => HtmlReport.Write(writer, model));

    /// <summary>Writes a page; one that is there already is replaced.</summary>
    public static void Write(string path, Action<TextWriter> write) => OutputFile.Write(path, file =>
    {
        using var writer = new StreamWriter(file, new UTF8Encoding(false), BufferSize, leaveOpen: true);
        write(writer);
    });
}
