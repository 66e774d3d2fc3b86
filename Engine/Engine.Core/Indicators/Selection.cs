namespace Engine.Core.Indicators;

/// <summary>
/// Choices that follow the noise of prices, made without a branch: the processor guesses half of them wrong.
/// </summary>
internal static class Selection
{
    /// <summary>The value where the condition holds, else zero.</summary>
    internal static double KeepIf(bool condition, double value) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & -(condition ? 1L : 0L));

    /// <summary>The value where the condition holds, else zero.</summary>
    internal static long KeepIf(bool condition, long value) => value & -(condition ? 1L : 0L);
}
