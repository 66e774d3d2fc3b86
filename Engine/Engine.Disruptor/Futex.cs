using System.Runtime.InteropServices;

namespace Engine.Disruptor;

/// <summary>
/// The two futex calls of Linux, process-private. No error needs handling: the caller looks again in any case.
/// </summary>
internal static unsafe partial class Futex
{
    private const int WaitPrivate = 128;
    private const int WakePrivate = 129;

    // The number is the processor's, not the kernel's; where it is not known, parkers use a monitor.
    private static readonly nint CallNumber = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => 98,
        _ => 0,
    };

    internal static readonly bool IsSupported = OperatingSystem.IsLinux() && CallNumber != 0;

    /// <summary>
    /// Sleeps while the word has the value; returns at a wake-up, a signal, or at once if it differs.
    /// </summary>
    /// <returns>Whether it was a wake-up.</returns>
    internal static bool Wait(int* word, int value) => SystemCall(CallNumber, word, WaitPrivate, value, 0) == 0;

    /// <summary>Wakes all that sleep on the word.</summary>
    /// <returns>How many they were.</returns>
    internal static int WakeAll(int* word) =>
        Math.Max(0, (int)SystemCall(CallNumber, word, WakePrivate, int.MaxValue, 0));

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, int* word, nint operation, nint value, nint timeout);
}
