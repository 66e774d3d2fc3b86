using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Engine.Disruptor;

/// <summary>Hints to the processor.</summary>
internal static class Processor
{
    /// <summary>
    /// One PAUSE: leaves the line alone for some tens of cycles. <see cref="Thread.SpinWait" /> is not used, because
    /// the runtime stretches its unit by a factor that it measures at start.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Pause()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else if (ArmBase.IsSupported)
        {
            ArmBase.Yield();
        }
    }

    /// <summary>Several of them.</summary>
    /// <param name="count">How many.</param>
    internal static void Pause(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Pause();
        }
    }
}
