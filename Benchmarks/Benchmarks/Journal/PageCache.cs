using System.Runtime.InteropServices;

namespace Benchmarks.Journal;

/// <summary>Takes a file out of the system's page cache, so that it is read from the device.</summary>
internal static partial class PageCache
{
    private const int DontNeed = 4;

    /// <summary>Whether this system can be asked.</summary>
    internal static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Drops every file of a folder; they were synced before, else their pages would stay.</summary>
    internal static void Drop(string folder)
    {
        foreach (var path in Directory.GetFiles(folder))
        {
            using var handle = File.OpenHandle(path);
            _ = Advise((int)handle.DangerousGetHandle(), 0, 0, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(int descriptor, long offset, long length, int advice);
}
