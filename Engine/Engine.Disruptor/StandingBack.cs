using System.Runtime.CompilerServices;

namespace Engine.Disruptor;

/// <summary>Keeps a consumer off its producer's heels. One thread's loop owns it.</summary>
/// <remarks>
/// <para>
/// Small batches that are there at once, one after the other, mean that the consumer may sit on its producer's heels,
/// where every look drags the cursor's line away from the one who writes it. Standing back a moment turns the next look
/// into a batch, and a longer one into a larger. Where a moment brings few events the stream is not that fast and
/// waiting is all loss: the loop is then left alone for a good while, so that low rates do not pay. Where it has paid
/// before, the producer was only held up: the while is short then, and doubles until it pays again.
/// </para>
/// <para>
/// The dearer a line is to move between two cores, the more it gains; nothing here depends on how dear. Constants:
/// <c>ring/1p1c</c>, <c>ring/topology</c>, <c>ring/hop/5m</c>.
/// </para>
/// </remarks>
internal struct StandingBack
{
    // How many finds in a row must look like those on a producer's heels, and how soon each must come.
    internal const int HeelFinds = 16;
    internal const int HeelLooks = 6;

    // A batch beyond this part of the ring is far enough from the producer.
    internal const int FarPart = 8;

    // It begins with the step and goes on to the most as long as that pays: in PAUSEs of some tens of ns.
    internal const int PausesStep = 100;
    internal const int PausesMax = 300;

    // What a pause must bring to be worth it: two events for three PAUSEs, some twenty million a second.
    internal const int WorthEvents = 2;
    internal const int WorthPauses = 3;

    // For how many finds it is left alone where it was not worth it; at first after it was.
    internal const int Retry = 16_384;
    internal const int RetryFirst = 256;

    private readonly int _farBatch;
    private readonly int _pausesMax;

    // Finds that looked like it, up to the number that it takes; negative while it is left alone.
    private int _finds;
    private int _pauses;
    private int _retry;
    private bool _stoodBack;

    /// <summary>Begins with a consumer that nothing is known of.</summary>
    /// <param name="capacity">
    /// The slots of its ring: on a small one a long pause would fill it and hold its producer up.
    /// </param>
    internal StandingBack(int capacity)
    {
        _farBatch = capacity / FarPart;
        _retry = Retry;
        _pausesMax = Math.Min(PausesMax, capacity / (2 * FarPart));
    }

    /// <summary>Takes note of a find.</summary>
    /// <param name="handled">How many events the look found, all handled by now.</param>
    /// <param name="looks">How many looks had found nothing before it.</param>
    /// <returns>For how many PAUSEs to stand back before the next look; mostly 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int PausesAfter(int handled, int looks)
    {
        var stoodBack = _stoodBack;
        _stoodBack = false;
        if (_finds < 0)
        {
            _finds++;
            return 0;
        }

        if (handled <= _farBatch)
        {
            return PausesAfterSmall(handled, looks, stoodBack);
        }

        _retry = stoodBack ? RetryFirst : _retry;
        return 0;
    }

    private int PausesAfterSmall(int handled, int looks, bool stoodBack)
    {
        if (stoodBack && handled * WorthPauses < _pauses * WorthEvents)
        {
            _finds = -_retry;
            _retry = Math.Min(Retry, _retry * 2);
            _pauses = 0;
        }
        else if (looks > HeelLooks)
        {
            // It was waited for, so nobody is that close.
            _finds = 0;
            _pauses = 0;
        }
        else if (_finds < HeelFinds)
        {
            _finds++;
        }
        else
        {
            _retry = stoodBack ? RetryFirst : _retry;
            _pauses = Math.Min(_pauses + PausesStep, _pausesMax);
            _stoodBack = true;
            return _pauses;
        }

        return 0;
    }
}
