using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Engine.Model.Memory;

/// <summary>
/// Asks the processor to bring memory near that will be needed soon. It waits for nothing and changes no value.
/// </summary>
/// <remarks>
/// A table that gives its slots out in turn comes back to each after so long that its lines have left the cache; but
/// which slot is next it knows well ahead. Where the processor has no such instruction nothing happens.
/// </remarks>
public static class CacheHint
{
    private const int LineBytes = 64;

    /// <summary>Begins to bring all lines of a place near.</summary>
    /// <typeparam name="T">What stands there.</typeparam>
    /// <param name="place">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Bring<T>(ref readonly T place)
        where T : struct
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (byte* first = &Unsafe.As<T, byte>(ref Unsafe.AsRef(in place)))
        {
            for (var offset = 0; offset < Unsafe.SizeOf<T>(); offset += LineBytes)
            {
                Sse.Prefetch0(first + offset);
            }

            // What does not begin with a line ends in one more.
            Sse.Prefetch0(first + Unsafe.SizeOf<T>() - 1);
        }
    }
}
