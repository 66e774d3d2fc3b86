namespace Engine.Core.Guards;

/// <summary>What the engine's own timers are for: the high half of their tag; the low half is a number.</summary>
internal static class EngineTimer
{
    /// <summary>Whether an instrument has fallen silent; the number is the instrument.</summary>
    internal const int Silence = 0;

    /// <summary>A circuit breaker's pause; the number is the venue.</summary>
    internal const int Breaker = 1;

    /// <summary>The risk level may fall.</summary>
    internal const int Level = 2;

    /// <summary>The kill switch asks again.</summary>
    internal const int Kill = 3;

    /// <summary>An answer is overdue.</summary>
    internal const int Orders = 4;

    /// <summary>A bracket or a pair waits for something.</summary>
    internal const int Groups = 5;

    /// <summary>Books are in doubt, or are asked about unprovoked.</summary>
    internal const int Doubts = 6;

    internal static long Tag(int kind, int number) => ((long)kind << 32) | (uint)number;

    internal static int KindOf(long tag) => (int)(tag >> 32);

    internal static int NumberOf(long tag) => (int)tag;
}
