namespace Tests.Support;

/// <summary>Counts managed bytes of the calling thread.</summary>
public static class Allocations
{
    private const int Rounds = 4;

    /// <summary>The least that an action allocates over a few rounds.</summary>
    /// <remarks>
    /// The runtime itself allocates on the thread once in a while, when it compiles a method anew or first meets a
    /// path; what an action allocates each time it runs is in every round.
    /// </remarks>
    public static long Least(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
