using Benchmarks.Harness;
using Journal;

namespace Benchmarks.Journal;

/// <summary>A folder on the disk that is measured; it goes with the measurement.</summary>
internal sealed class BenchFolder : IDisposable
{
    private static readonly string[] InMemory = ["tmpfs", "ramfs", "devtmpfs"];

    /// <summary>Makes it in the directory that was asked for, else where temporary files go.</summary>
    /// <exception cref="JournalException">That is no disk (Usage).</exception>
    internal BenchFolder(BenchmarkOptions options)
    {
        var parent = options.Directory ?? Path.GetTempPath();
        if (options.Directory is null && IsInMemory(parent))
        {
            parent = Environment.CurrentDirectory;
        }

        if (IsInMemory(parent))
        {
            throw new JournalException(
                JournalErrorCategory.Usage, parent, "it lies in memory, and these figures are a disk's",
                "name a directory of a disk with --dir");
        }

        Root = Path.Combine(parent, $"engine-bench-journal-{Environment.ProcessId}");
        Directory.CreateDirectory(Root);
    }

    internal string Root { get; }

    internal string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static bool IsInMemory(string directory)
    {
        // The drive of a path is the one with the longest mount point above it.
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + Path.DirectorySeparatorChar;
        var drive = DriveInfo.GetDrives()
            .Where(known => full.StartsWith(
                Path.TrimEndingDirectorySeparator(known.Name) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .MaxBy(known => known.Name.Length);
        return drive is not null && InMemory.Contains(drive.DriveFormat);
    }
}
