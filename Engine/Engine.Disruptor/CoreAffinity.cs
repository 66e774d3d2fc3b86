using System.Runtime.InteropServices;

namespace Engine.Disruptor;

/// <summary>Binds threads to processor cores, on Linux. Optional: without it the system places them.</summary>
/// <remarks>
/// A bound thread that shares its core with another one is worse off than a free one: bind where the core was kept free
/// of others (<c>isolcpus</c>, a cpuset), and bind one spinning thread per core. Any thread may ask; each binds only
/// itself. All of it is for the start: it costs system calls and allocates.
/// </remarks>
public static unsafe partial class CoreAffinity
{
    // The kernel's mask in this many words: cores 0 … 1,023.
    private const int MaskWords = 16;
    private const int BitsPerWord = 64;

    /// <summary>Whether this system lets a thread be bound.</summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux();

    /// <summary>The cores that the calling thread may run on, ascending; none where that cannot be asked.</summary>
    public static IReadOnlyList<int> Allowed() => AllowedCores();

    /// <summary>Binds the calling thread to one core. Costs a system call and perhaps a move; at start only.</summary>
    /// <param name="core">The core's number, from 0.</param>
    /// <param name="refusal">Why it was refused, and what would be allowed; empty where it was not.</param>
    /// <returns>Whether the thread is bound.</returns>
    public static bool TryBindCurrentThread(int core, out string refusal)
    {
        refusal = Refusal(core) ?? string.Empty;
        if (refusal.Length > 0)
        {
            return false;
        }

        var mask = stackalloc ulong[MaskWords];
        new Span<ulong>(mask, MaskWords).Clear();
        mask[core / BitsPerWord] = 1UL << (core % BitsPerWord);
        if (SetAffinity(0, MaskWords * sizeof(ulong), mask) == 0)
        {
            return true;
        }

        refusal = $"the system refuses core {core}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
        return false;
    }

    /// <summary>Why no thread of this process could be bound to a core; null where one could.</summary>
    internal static string? Refusal(int core)
    {
        if (!IsSupported)
        {
            return "cores can be chosen on Linux only";
        }

        var allowed = AllowedCores();
        return allowed.Contains(core)
            ? null
            : $"core {core} is not among those that this process may use: {string.Join(", ", allowed)}";
    }

    private static List<int> AllowedCores()
    {
        var mask = stackalloc ulong[MaskWords];
        if (!IsSupported || GetAffinity(0, MaskWords * sizeof(ulong), mask) != 0)
        {
            return [];
        }

        var cores = new List<int>();
        for (var core = 0; core < MaskWords * BitsPerWord; core++)
        {
            if ((mask[core / BitsPerWord] & (1UL << (core % BitsPerWord))) != 0)
            {
                cores.Add(core);
            }
        }

        return cores;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetAffinity(int thread, nint bytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAffinity(int thread, nint bytes, ulong* mask);
}
