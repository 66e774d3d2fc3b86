using System.Runtime.ExceptionServices;
using Journal.Format;
using Journal.Reading;
using Journal.Storage;

namespace Journal.Inspection;

/// <summary>
/// Verifies one stream: by one pass, or by a pass over each segment on several threads whose ends are then joined. What
/// is not whole is always told by the one pass, so that both say the same.
/// </summary>
internal sealed class StreamCheck<TSlot, TRules>
    where TSlot : unmanaged
    where TRules : struct, ISlotRules<TSlot>
{
    private const int RecheckDelayMs = 5;
    private const int Rechecks = 5;
    private const int ReportIntervalMs = 100;

    private readonly IJournalStorage _storage;
    private readonly IReadOnlyList<SegmentEntry> _segments;
    private readonly JournalId _journalId;
    private readonly long _firstNumber;
    private readonly VerifyMeter _meter;
    private int _taken = -1;

    internal StreamCheck(
        IJournalStorage storage, IReadOnlyList<SegmentEntry> segments, JournalId journalId, long firstNumber,
        VerifyMeter meter)
    {
        _storage = storage;
        _segments = segments;
        _journalId = journalId;
        _firstNumber = firstNumber;
        _meter = meter;
    }

    /// <summary>Verifies the stream.</summary>
    /// <param name="jobs">How many threads; each holds one block of memory.</param>
    /// <param name="cancellation">Stops after a frame.</param>
    internal StreamVerdict Run(int jobs, CancellationToken cancellation)
    {
        var threads = Math.Min(jobs, _segments.Count);
        return (threads > 1 ? Join(RunSegments(threads, cancellation)) : null) ?? RunWhole(cancellation);
    }

    private StreamVerdict RunWhole(CancellationToken cancellation)
    {
        using var frames = Open();
        var verdict = Read(frames, cancellation, out _);
        for (var i = 0; i < Rechecks && verdict.End == JournalEnd.TornTail && frames.Walker.Segment.IsLive != 0; i++)
        {
            // A writer may be at work on just that frame; a torn one lies still.
            Thread.Sleep(RecheckDelayMs);
            frames.Confine(_segments.Count - 1);
            var again = Read(frames, cancellation, out _);
            if (again.End == JournalEnd.TornTail && again.Fault == verdict.Fault)
            {
                break;
            }

            verdict = again with { FirstOrder = verdict.FirstOrder ?? again.FirstOrder };
        }

        return verdict;
    }

    private SegmentVerdict[] RunSegments(int threads, CancellationToken cancellation)
    {
        var verdicts = new SegmentVerdict[_segments.Count];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = new Task[threads];
        for (var i = 0; i < threads; i++)
        {
            workers[i] = Task.Factory.StartNew(
                () => Work(verdicts, stop), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        try
        {
            while (!Task.WaitAll(workers, ReportIntervalMs, CancellationToken.None))
            {
                _meter.Report();
            }
        }
        catch (AggregateException failures)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = failures.InnerExceptions.FirstOrDefault(failure => failure is not OperationCanceledException);
            ExceptionDispatchInfo.Throw(first ?? failures);
        }

        _meter.Report();
        return verdicts;
    }

    private void Work(SegmentVerdict[] verdicts, CancellationTokenSource stop)
    {
        try
        {
            using var frames = Open();
            for (var index = Interlocked.Increment(ref _taken); index < verdicts.Length;
                index = Interlocked.Increment(ref _taken))
            {
                frames.Confine(index);
                var stream = Read(frames, stop.Token, out var toldOrder);
                verdicts[index] = new SegmentVerdict
                {
                    Header = frames.Walker.Segment,
                    Stream = stream,
                    LastCrc = frames.Walker.LastCrc,
                    ToldOrder = toldOrder,
                    IsSealed = frames.Walker.WasSealed,
                };
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    /// <summary>Holds each segment against the one before.</summary>
    /// <returns>Null where something does not fit.</returns>
    private static StreamVerdict? Join(SegmentVerdict[] verdicts)
    {
        var joined = verdicts[0].Stream;
        for (var i = 0; i < verdicts.Length; i++)
        {
            var (verdict, stream) = (verdicts[i], verdicts[i].Stream);
            var isLast = i + 1 == verdicts.Length;
            if (stream.End is JournalEnd.Damaged or JournalEnd.TornTail || (!isLast && !verdict.IsSealed))
            {
                return null;
            }

            if (i > 0 && !Follows(verdicts[i - 1], verdict, joined))
            {
                return null;
            }

            joined = stream with
            {
                FirstOrder = joined.FirstOrder ?? stream.FirstOrder,
                LastOrder = i > 0 ? Math.Max(joined.LastOrder, stream.LastOrder) : stream.LastOrder,
            };
        }

        return joined;
    }

    private static bool Follows(SegmentVerdict before, SegmentVerdict next, StreamVerdict soFar)
    {
        var isNext = SegmentWalker.WrongAfter(
            next.Header, before.Header.SegmentNumber + 1, before.Stream.NextSequence, before.LastCrc) is null;

        // Read by itself, a segment takes the order before it from its own first frame: here that is held to account.
        var order = next.ToldOrder is not { } told
            || told == Math.Max(soFar.LastOrder, next.Stream.FirstOrder ?? long.MinValue);
        var mayFall = TRules.MayFall || next.Stream.FirstOrder is null || next.Stream.FirstOrder >= soFar.LastOrder;
        return isNext && order && mayFall && next.Header.Epoch >= before.Header.Epoch;
    }

    private FrameCursor<TSlot, TRules> Open() => new(_storage, _segments, _journalId, _firstNumber);

    private StreamVerdict Read(
        FrameCursor<TSlot, TRules> frames, CancellationToken cancellation, out long? toldOrder)
    {
        long? first = null;
        toldOrder = null;
        while (frames.TryReadFrame(out var slots))
        {
            if (first is null)
            {
                first = TRules.OrderOf(in slots[0]);
                toldOrder = frames.FirstOrder;
            }

            _meter.Add(JournalFormat.FrameHeaderSizeBytes + ((long)slots.Length * JournalFormat.SlotSizeBytes));
            cancellation.ThrowIfCancellationRequested();
        }

        return new StreamVerdict
        {
            End = frames.End,
            Fault = frames.Fault,
            TornBytes = frames.TornBytes,
            NextSequence = frames.NextSequence,
            FirstOrder = first,
            LastOrder = frames.Walker.LastOrder,
        };
    }
}
