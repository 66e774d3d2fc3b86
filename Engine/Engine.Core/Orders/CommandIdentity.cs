namespace Engine.Core.Orders;

/// <summary>
/// Which command it was: its cause and its place among the commands of that cause, in eight bytes. Zero is none.
/// </summary>
/// <remarks>
/// What does not fit (an event in the hundreds of trillions, or with tens of thousands of commands) is none and equals
/// nothing: what a gateway says of it is not heard, and its order is asked about when its answer is overdue.
/// </remarks>
internal readonly record struct CommandIdentity(long Packed)
{
    private const int OrdinalBits = 16;
    private const int OrdinalMax = (1 << OrdinalBits) - 2;
    private const long CauseMax = long.MaxValue >> OrdinalBits;

    /// <summary>Whether it is one.</summary>
    internal bool IsSome => Packed != 0;

    /// <summary>That of a command.</summary>
    internal static CommandIdentity Of(long cause, int ordinal) =>
        cause is < 0 or > CauseMax || ordinal is < 0 or > OrdinalMax
            ? default
            : new CommandIdentity((cause << OrdinalBits) | (uint)(ordinal + 1));
}
