using System.Text;
using Engine.Host.Cli;

namespace Engine.Host.Output;

/// <summary>
/// A file that a command makes: whole or not at all, and never in the place of something that no such command made.
/// </summary>
/// <param name="Flag">The option that names it.</param>
/// <param name="What">What it is, for messages.</param>
/// <param name="Marks">One of these stands in the first bytes of every such file.</param>
internal sealed record OutputFile(string Flag, string What, params string[] Marks)
{
    private const string UnfinishedSuffix = ".partial";
    private const int HeadLength = 4_096;

    /// <summary>The name under which a file is written until it is whole; no other process has the same.</summary>
    public static string Unfinished(string path) => $"{path}.{Environment.ProcessId}{UnfinishedSuffix}";

    /// <summary>Finds out before a long run whether the file will have a place.</summary>
    /// <exception cref="UsageException">
    /// Its folder does not exist, or is no place for it; or there is something of that name that another program made.
    /// </exception>
    public void RequireWritable(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException($"{Flag} \"{path}\": name a file");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"{Flag} {path}: the folder {folder} does not exist; create it first");
        }

        if (Directory.Exists(path))
        {
            throw new UsageException($"{Flag} {path}: that is a folder; name a file in it");
        }

        // The file takes its name by a rename, which would put it in the place of a device or into a journal.
        if (folder.StartsWith("/dev", StringComparison.Ordinal) || folder.StartsWith("/proc", StringComparison.Ordinal))
        {
            throw new UsageException($"{Flag} {path}: {folder} holds devices; name a file elsewhere");
        }

        if (Directory.EnumerateFiles(folder, "*.seg").Any())
        {
            throw new UsageException($"{Flag} {path}: {folder} is a journal; name a file outside of it");
        }

        if (File.Exists(path) && !IsOurs(path))
        {
            throw new UsageException(
                $"{Flag} {path}: there is a file of that name that is no {What} of this engine; name another, or "
                + "delete it first");
        }

        // A folder that takes no file says so now and not after an hour.
        var unfinished = Unfinished(path);
        using (File.Create(unfinished))
        {
        }

        File.Delete(unfinished);
    }

    /// <summary>Writes the file; one that is there already is replaced. What fails leaves nothing behind.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var unfinished = Unfinished(path);
        try
        {
            using (var file = File.Create(unfinished))
            {
                write(file);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>An empty file is nobody's work; else its beginning tells.</summary>
    private bool IsOurs(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[HeadLength];
        var length = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        return length == 0
            || Marks.Any(mark => head.AsSpan(0, length).IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0);
    }
}
