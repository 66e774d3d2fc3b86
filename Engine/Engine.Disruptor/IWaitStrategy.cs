namespace Engine.Disruptor;

/// <summary>
/// What a thread does while there is nothing to do. Implement it as a struct: the JIT then specialises the loop.
/// </summary>
/// <remarks>
/// The loop that waits looks; while it finds nothing it asks <see cref="KeepLooking" />, which spends a little time and
/// says whether to look again or to park until somebody publishes. A strategy is used by one thread and may learn. It
/// costs nothing while there is work; what waiting costs, each strategy says.
/// </remarks>
public interface IWaitStrategy
{
    /// <summary>Spends a little time after a look that found nothing.</summary>
    /// <param name="looks">
    /// How many looks in a row have found nothing before this one; counts from 0 again after a park.
    /// </param>
    /// <returns>True: look again. False: park until a publication.</returns>
    bool KeepLooking(int looks);

    /// <summary>Something was found; a strategy may learn from it.</summary>
    /// <param name="looks">How many looks had found nothing since the last find or park.</param>
    void Found(int looks);
}
