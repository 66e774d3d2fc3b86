using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Benchmarks.Journal;

/// <summary>Opens a file for writes that go past the page cache.</summary>
internal static partial class DirectFile
{
    private const int WriteOnly = 1;

    // O_DIRECT has another number on each processor.
    private static readonly int Direct =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x1_0000 : 0x4000;

    /// <summary>Opens a file that is there.</summary>
    /// <returns>The file; null where the system or the file system knows no such writes.</returns>
    internal static SafeFileHandle? TryOpen(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var descriptor = Open(path, WriteOnly | Direct);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
