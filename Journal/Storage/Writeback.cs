using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Journal.Storage;

/// <summary>
/// Lets the kernel begin to write pages out without waiting for them: the sync that follows then finds less to do. A
/// hint, whose result means nothing.
/// </summary>
internal static partial class Writeback
{
    private const uint StartWrite = 2;

    internal static void Begin(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SyncFileRange(file, offset, length, StartWrite);
        }
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);
}
