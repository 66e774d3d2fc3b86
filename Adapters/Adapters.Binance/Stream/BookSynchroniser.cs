using System.Diagnostics;
using Adapters.Common.Stream;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Adapters.Binance.Stream;

/// <summary>
/// Joins one instrument's diffs to a snapshot by their update ids; breaks the book where one is missing. One thread.
/// </summary>
/// <remarks>
/// Spot: a diff goes on from id n when U ≤ n + 1 ≤ u. USD-M: ids are shared by all symbols, so a diff names the one
/// before (pu), and it goes on from a snapshot at n when pu ≤ n ≤ u. That is the venue's U ≤ n ≤ u widened by the ids
/// between pu and U, which belong to other symbols: a snapshot taken there stands exactly where the diff starts.
/// What is published carries the time of the call that released it; under a live sink, which stamps it, that is zero.
/// </remarks>
public sealed class BookSynchroniser
{
    private const int SlotsMax = 32_768;
    private const int MessagesMax = 4_096;

    private readonly InstrumentId _instrument;
    private readonly bool _isUsdM;
    private readonly DepthBuffer _buffer;
    private readonly BookPublisher _publisher;
    private long _lastUpdateId;
    private bool _isFirstAfterSnapshot;

    /// <summary>Makes a synchroniser that waits for its first snapshot.</summary>
    /// <param name="instrument">The instrument's number.</param>
    /// <param name="venue">The product: it decides how diffs chain.</param>
    /// <param name="sink">Where the book's events go.</param>
    /// <exception cref="ArgumentException">The venue is not Binance.</exception>
    public BookSynchroniser(InstrumentId instrument, VenueId venue, IEventSink sink)
        : this(instrument, venue, sink, SlotsMax, MessagesMax)
    {
    }

    internal BookSynchroniser(InstrumentId instrument, VenueId venue, IEventSink sink, int slotsMax, int messagesMax)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (venue is not (VenueId.BinanceSpot or VenueId.BinanceUsdM))
        {
            throw new ArgumentException($"{venue.Name()} is not a Binance venue.", nameof(venue));
        }

        _instrument = instrument;
        _isUsdM = venue == VenueId.BinanceUsdM;
        _buffer = new DepthBuffer(slotsMax, messagesMax);
        _publisher = new BookPublisher(instrument, sink);
    }

    /// <summary>Whether the book is whole.</summary>
    public bool IsSynchronised { get; private set; }

    /// <summary>Whether a snapshot must be fetched; the one that brings the book back clears it.</summary>
    public bool NeedsSnapshot => !IsSynchronised;

    /// <summary>The last update id that the book stands at; 0 before the first snapshot.</summary>
    public long LastUpdateId => _lastUpdateId;

    /// <summary>Whether any diff has come.</summary>
    public bool HasSeenDeltas { get; private set; }

    /// <summary>How many gaps were reported.</summary>
    public long GapCount { get; private set; }

    /// <summary>Takes the next diff.</summary>
    /// <param name="ids">Its update ids.</param>
    /// <param name="levels">Its levels, as the parser wrote them; may be empty. Their times are written here.</param>
    /// <param name="now">The time to publish under.</param>
    public SyncResult OnDelta(in DepthMessage ids, Span<Event> levels, TimestampNs now)
    {
        HasSeenDeltas = true;
        if (!IsSynchronised)
        {
            return Buffer(in ids, levels, now);
        }

        if (IsStale(in ids))
        {
            return SyncResult.Stale;
        }

        if (!Follows(in ids, _lastUpdateId))
        {
            return Break(in ids, levels, now);
        }

        return Publish(in ids, levels, now) ? SyncResult.Published : SyncResult.Dropped;
    }

    /// <summary>Takes a snapshot.</summary>
    /// <param name="lastUpdateId">Where it stands.</param>
    /// <param name="levels">Its levels, as the parser wrote them. Their times and flags are written here.</param>
    /// <param name="now">The time to publish under.</param>
    public SyncResult OnSnapshot(long lastUpdateId, Span<Event> levels, TimestampNs now)
    {
        if (IsSynchronised)
        {
            return SyncResult.Stale;
        }

        var next = 0;
        while (next < _buffer.Count && IsBefore(_buffer[next], lastUpdateId))
        {
            next++;
        }

        if (next < _buffer.Count && !Bridges(_buffer[next], lastUpdateId))
        {
            return SyncResult.SnapshotTooOld;
        }

        if (!_publisher.TryPublishSnapshot(lastUpdateId, levels, now))
        {
            return SyncResult.Dropped;
        }

        // On USD-M the first diff need only reach over the snapshot; the ones behind it must chain by pu.
        IsSynchronised = true;
        _lastUpdateId = lastUpdateId;
        _isFirstAfterSnapshot = true;
        for (; next < _buffer.Count; next++)
        {
            if (!Publish(_buffer[next], _buffer.Slots(next), now))
            {
                return SyncResult.Dropped;
            }
        }

        _buffer.Clear();
        AssertInvariants();
        return SyncResult.Published;
    }

    /// <summary>The connection was lost or messages were dropped before they were parsed: the book is Broken.</summary>
    /// <param name="lostCount">How many messages; 0 where it is not known.</param>
    /// <param name="now">The time to publish under.</param>
    public void OnLost(long lostCount, TimestampNs now)
    {
        Unsynchronise();
        _buffer.Clear();
        ReportGap(lostCount, ExpectedAfter(_lastUpdateId), 0, now);
    }

    private SyncResult Buffer(in DepthMessage ids, ReadOnlySpan<Event> levels, TimestampNs now)
    {
        var waiting = _buffer.Count;
        var isChained = waiting == 0 || Continues(in ids, _buffer[waiting - 1]);
        if (isChained && _buffer.TryAdd(in ids, levels))
        {
            return SyncResult.Buffered;
        }

        // Either what waits can never be joined to what comes, or there is no room; and a snapshot that reaches back to
        // the oldest diff is the less likely the longer none came, so none of them is worth keeping.
        var expected = waiting == 0 ? 0 : ExpectedAfter(_buffer[waiting - 1].Last);
        ReportGap(isChained ? waiting : 0, expected, ids.First, now);
        _buffer.Clear();
        _buffer.TryAdd(in ids, levels);
        return SyncResult.Gap;
    }

    private SyncResult Break(in DepthMessage ids, ReadOnlySpan<Event> levels, TimestampNs now)
    {
        Unsynchronise();
        ReportGap(0, ExpectedAfter(_lastUpdateId), ids.First, now);
        _buffer.TryAdd(in ids, levels);
        return SyncResult.Gap;
    }

    private bool Publish(in DepthMessage ids, Span<Event> levels, TimestampNs now)
    {
        _lastUpdateId = ids.Last;
        _isFirstAfterSnapshot = false;
        if (_publisher.TryPublishDelta(ids.Last, levels, now))
        {
            return true;
        }

        Unsynchronise();
        return false;
    }

    private void Unsynchronise()
    {
        IsSynchronised = false;
        _buffer.Clear();
    }

    private void ReportGap(long lostCount, long expected, long received, TimestampNs now)
    {
        GapCount++;
        _publisher.PublishGap(lostCount, expected, received, now);
    }

    /// <summary>Whether a diff is wholly before the snapshot.</summary>
    private bool IsBefore(in DepthMessage ids, long snapshotId) =>
        _isUsdM ? ids.Last < snapshotId : ids.Last <= snapshotId;

    /// <summary>Whether the first diff behind a snapshot reaches back to it.</summary>
    private bool Bridges(in DepthMessage ids, long snapshotId) =>
        _isUsdM ? ids.Previous <= snapshotId : ids.First <= snapshotId + 1;

    private bool IsStale(in DepthMessage ids) =>
        _isFirstAfterSnapshot ? IsBefore(in ids, _lastUpdateId) : ids.Last <= _lastUpdateId;

    private bool Follows(in DepthMessage ids, long last) => _isFirstAfterSnapshot
        ? Bridges(in ids, last)
        : _isUsdM ? ids.Previous == last : ids.First <= last + 1;

    private bool Continues(in DepthMessage ids, in DepthMessage before) =>
        _isUsdM ? ids.Previous == before.Last : ids.First <= before.Last + 1;

    private long ExpectedAfter(long last) => _isUsdM || last == 0 ? last : last + 1;

    [Conditional("DEBUG")]
    private void AssertInvariants()
    {
        Debug.Assert(!IsSynchronised || _buffer.Count == 0, "Nothing waits while the book is whole.");
        Debug.Assert(_instrument.IsSome, "A book belongs to an instrument.");
    }
}
