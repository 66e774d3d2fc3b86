namespace Benchmarks.TickToOrder;

/// <summary>
/// What each message takes of the engine's thread when the machine leaves it alone: the least of several runs, ticks.
/// </summary>
/// <param name="messages">How many messages a run has.</param>
internal sealed class UndisturbedCosts(int messages)
{
    private readonly long[] _untilReleased = new long[messages];
    private readonly long[] _untilRest = new long[messages];

    /// <summary>From the start of a message until its first command is at the gateway; 0 where there is none.</summary>
    internal long UntilReleased(int message) => _untilReleased[message];

    /// <summary>From the start of a message until the engine's thread is free again.</summary>
    internal long UntilRest(int message) => _untilRest[message];

    /// <summary>Notes what a message took in one run.</summary>
    internal void Note(int message, long untilReleased, long untilRest)
    {
        Lower(ref _untilReleased[message], untilReleased);
        Lower(ref _untilRest[message], untilRest);
    }

    private static void Lower(ref long least, long ticks)
    {
        if (least == 0 || ticks < least)
        {
            least = ticks;
        }
    }
}
