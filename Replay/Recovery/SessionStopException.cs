namespace Replay.Recovery;

/// <summary>
/// A session has ended because its journal failed or its core is dead: nothing more has left, and every gateway was
/// told to cancel all.
/// </summary>
/// <param name="message">Why.</param>
/// <param name="isAllClear">Whether every venue has said that nothing is open.</param>
/// <param name="cause">What failed.</param>
public sealed class SessionStopException(string message, bool isAllClear, Exception cause) : Exception(message, cause)
{
    /// <summary>Whether every venue has said that nothing is open.</summary>
    public bool IsAllClear { get; } = isAllClear;
}
