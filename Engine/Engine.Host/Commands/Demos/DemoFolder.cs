using Engine.Host.Cli;
using Journal;

namespace Engine.Host.Commands.Demos;

/// <summary>
/// The folder of a demo. One that an earlier demo filled is filled anew: the mark in it says that what lies there is a
/// demo's, and only what a demo makes is removed.
/// </summary>
internal sealed class DemoFolder : IDisposable
{
    /// <summary>Where a demo goes when nothing else is said.</summary>
    public const string DefaultPath = "engine-demo";

    private const string MarkName = "made-by-engine-demo";
    private const string PartialSuffix = ".partial";

    private readonly string _path;
    private readonly FileStream _lock;

    private DemoFolder(string path, FileStream heldLock)
    {
        _path = path;
        _lock = heldLock;
    }

    /// <summary>The generated market.</summary>
    public string Market => Path.Combine(_path, "market");

    /// <summary>The run that traded it.</summary>
    public string Run => Path.Combine(_path, "run");

    /// <summary>The report.</summary>
    public string Report => Path.Combine(_path, "report.html");

    /// <summary>Makes the folder, or clears what an earlier demo left in it.</summary>
    /// <exception cref="UsageException">The folder holds something else.</exception>
    /// <exception cref="JournalException">Another demo is filling it (Safety).</exception>
    public static DemoFolder Open(string path)
    {
        if (File.Exists(path))
        {
            throw new UsageException($"--out {path}: that is a file; name a folder");
        }

        var mark = Path.Combine(path, MarkName);
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(mark))
        {
            throw new UsageException($"--out {path}: the folder is not empty and holds no demo; name another");
        }

        Directory.CreateDirectory(path);
        var folder = new DemoFolder(path, Lock(path, mark));
        folder.Clear();
        return folder;
    }

    /// <summary>Lets another demo have the folder.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Writes the mark and holds it: who else wants it learns that the folder is being filled.</summary>
    private static FileStream Lock(string path, string mark)
    {
        try
        {
            var file = new FileStream(mark, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write("This folder is made by `engine demo`, which clears it before it fills it again.\n"u8);
            file.Flush();
            return file;
        }
        catch (IOException exception)
        {
            throw new JournalException(
                JournalErrorCategory.Safety, path, "another demo is filling this folder",
                "wait for it, or name another folder with --out", inner: exception);
        }
    }

    private void Clear()
    {
        foreach (var journal in (string[])[Market, Run, Market + PartialSuffix, Run + PartialSuffix])
        {
            if (Directory.Exists(journal))
            {
                Directory.Delete(journal, recursive: true);
            }
        }

        File.Delete(Report);
    }
}
