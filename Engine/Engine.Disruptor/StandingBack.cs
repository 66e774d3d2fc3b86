using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>Keeps a consumer off its producer's heels. One thread's loop owns it.</summary>
/// <remarks>
/// <para>
/// Small batches that are there at once, one after the other, mean that the consumer may sit on its producer's heels,
/// where every look drags the cursor's line away from the one who writes it. Standing back a moment turns the next look
/// into a batch. Where that batch is small all the same, the stream is not that fast and waiting is all loss: the loop
/// is then left alone for a good while, so that low rates do not pay.
/// </para>
/// <para>Constants: <c>ring/1p1c/single</c>, <c>ring/topology</c>, <c>ring/hop/5m</c>.</para>
/// </remarks>
internal struct StandingBack
{
    internal const int HeelBatch = 256;
    internal const int HeelLooks = 6;
    internal const int HeelFinds = 16;
    internal const int Pauses = 100;
    internal const int Worth = 32;
    internal const int Retry = 16_384;

    // How many finds in a row looked like those on a producer's heels; negative while standing back has not paid.
    private int _finds;

    /// <summary>Takes note of a find.</summary>
    /// <param name="handled">How many events the look found, all handled by now.</param>
    /// <param name="looks">How many looks had found nothing before it.</param>
    /// <returns>For how many PAUSEs to stand back before the next look; mostly 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int PausesAfter(int handled, int looks)
    {
        _finds = Next(handled, looks);
        return _finds > HeelFinds ? Pauses : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Next(int handled, int looks)
    {
        if (_finds > HeelFinds && handled < Worth)
        {
            return -Retry;
        }

        var isCounted = _finds < 0 || (handled <= HeelBatch && looks <= HeelLooks);
        return isCounted ? Math.Min(_finds + 1, HeelFinds + 1) : 0;
    }
}
