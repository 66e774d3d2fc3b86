using System.Runtime.InteropServices;

namespace Replay.Import.Files;

/// <summary>
/// What stands under a path, asked for without opening it: opening a pipe waits for somebody who writes into it.
/// </summary>
internal static partial class FileKind
{
    // linux/stat.h and linux/fcntl.h; the layout is the same on every architecture.
    private const int CurrentFolder = -100;
    private const uint WantsType = 1;
    private const int StatSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    /// <summary>Whether a path leads to something that is neither a file nor a folder: a pipe, a device.</summary>
    /// <remarks>False where nothing is there, or the system does not say: opening it then tells.</remarks>
    internal static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> stat = stackalloc byte[StatSize];
        stat.Clear();
        if (Stat(CurrentFolder, path, 0, WantsType, ref MemoryMarshal.GetReference(stat)) != 0)
        {
            return false;
        }

        return (MemoryMarshal.Read<ushort>(stat[ModeOffset..]) & TypeMask) is not (Regular or Folder);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(int folder, string path, int flags, uint mask, ref byte stat);
}
