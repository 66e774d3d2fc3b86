using System.Diagnostics;
using Journal.Format;
using Journal.Storage;

namespace Journal.Writing;

/// <summary>
/// Makes segments one ahead: zeros over the whole size, on the device. Appends and syncs then never make a file grow,
/// which would cost a second flush each, and a full disk is met while the segment in use still has room.
/// </summary>
/// <remarks>One thread of its own makes them; one other takes them. The state may be read by any.</remarks>
internal sealed class SegmentMaker : IDisposable
{
    // The kernel keeps the file in pages of the size in which it was written first, and a small write into a large one
    // costs twice as much (bench: journal/limit/p).
    private const int PieceBytes = 64 << 10;
    private const int RetryMs = 1_000;

    // Zeros cost the device as much as the events do. A stream that fills a segment faster than this needs all of the
    // device for itself, and its big groups hide what a growing file adds to each sync: its next segment is only set
    // aside.
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(1);


    private readonly object _gate = new();
    private readonly IJournalStorage _storage;
    private readonly long _sizeBytes;
    private readonly byte[] _zeros;
    private readonly Thread? _thread;
    private SpareSegment? _ready;
    private JournalException? _failure;
    private long _number;
    private long _wantedAt;
    private bool _isHurried;
    private bool _isWanted;
    private volatile bool _isStopping;

    /// <summary>Makes the maker.</summary>
    /// <param name="storage">Where.</param>
    /// <param name="sizeBytes">The size of each segment.</param>
    /// <param name="inBackground">Whether a thread of its own makes them; else whoever asks.</param>
    internal SegmentMaker(IJournalStorage storage, long sizeBytes, bool inBackground)
    {
        _storage = storage;
        _sizeBytes = sizeBytes;
        _zeros = new byte[Math.Min(PieceBytes, sizeBytes)];
        if (inBackground)
        {
            _thread = new Thread(Run) { Name = "journal-segments", IsBackground = true };
            _thread.Start();
        }
    }

    internal SpareSegmentState State
    {
        get
        {
            lock (_gate)
            {
                return _ready is not null ? SpareSegmentState.Ready
                    : _failure is not null ? SpareSegmentState.Missing
                    : SpareSegmentState.Making;
            }
        }
    }

    /// <summary>Why there is no spare; null while there is one or it is being made.</summary>
    internal JournalException? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    /// <summary>Asks for the next one.</summary>
    internal void Want()
    {
        if (_thread is null)
        {
            Settle();
            return;
        }

        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            _isHurried = _wantedAt != 0 && Stopwatch.GetElapsedTime(_wantedAt, now) < Hurry;
            _wantedAt = now;
            _isWanted = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Gives the one that is ready, waits for the one that is being made, or makes the first.</summary>
    /// <exception cref="JournalException">There is none and none can be made (Io).</exception>
    internal SpareSegment Take()
    {
        lock (_gate)
        {
            while (_isWanted && _ready is null && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is { } failure)
            {
                throw NoSpare(failure);
            }

            if (_ready is { } ready)
            {
                _ready = null;
                return ready;
            }
        }

        return Make();
    }

    /// <summary>Ends the thread; the one that nobody took goes.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.PulseAll(_gate);
        }

        _thread?.Join();
        if (_ready is { } unused)
        {
            _ready = null;
            Remove(unused);
        }
    }

    private void Run()
    {
        try
        {
            Serve();
        }
#pragma warning disable CA1031 // The root of a thread: whatever ended it must reach whoever waits for a segment.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _failure = new JournalException(
                    JournalErrorCategory.Io, _storage.Directory, $"the maker of segments ended: {unexpected.Message}",
                    inner: unexpected);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Serve()
    {
        while (!_isStopping)
        {
            var isWanted = false;
            lock (_gate)
            {
                if (!_isWanted && !_isStopping)
                {
                    Monitor.Wait(_gate);
                }

                isWanted = _isWanted && !_isStopping;
            }

            if (isWanted && !Settle())
            {
                lock (_gate)
                {
                    // A disk that is full may get room again; the file that failed is gone, and the next is a new one.
                    if (!_isStopping && StorageErrors.IsDiskFull(_failure))
                    {
                        Monitor.Wait(_gate, RetryMs);
                    }
                    else
                    {
                        _isWanted = false;
                    }
                }
            }
        }
    }

    /// <summary>Makes one and says how it went.</summary>
    private bool Settle()
    {
        SpareSegment? made = null;
        JournalException? failure = null;
        try
        {
            made = Make();
        }
        catch (JournalException exception)
        {
            failure = exception;
        }

        lock (_gate)
        {
            (_ready, _failure) = (made, failure);
            _isWanted = failure is not null;
            Monitor.PulseAll(_gate);
        }

        return failure is null;
    }

    private SpareSegment Make()
    {
        var name = SegmentName.OfSpare(_number++);
        if (_isHurried && TryReserve(name, out var reserved))
        {
            return reserved;
        }

        var spare = new SpareSegment(_storage.Create(name), name);
        try
        {
            for (var done = 0L; done < _sizeBytes && !_isStopping; done += _zeros.Length)
            {
                spare.File.Write(_zeros.AsSpan(0, (int)Math.Min(_zeros.Length, _sizeBytes - done)), done);
            }

            spare.File.Sync();
            return spare;
        }
        catch (JournalException)
        {
            Remove(spare);
            throw;
        }
    }

    /// <summary>Sets space aside; where that is refused, the writing of zeros will say why.</summary>
    private bool TryReserve(string name, out SpareSegment reserved)
    {
        try
        {
            reserved = new SpareSegment(_storage.CreateReserved(name, _sizeBytes), name);
            return true;
        }
        catch (JournalException)
        {
            reserved = default;
            return false;
        }
    }

    /// <summary>Gives the space back: what is left in it is for the segment in use.</summary>
    private void Remove(SpareSegment spare)
    {
        spare.File.Dispose();
        try
        {
            _storage.Delete(spare.Name);
        }
        catch (JournalException)
        {
            // It holds nothing, and the next writer removes it.
        }
    }

    private JournalException NoSpare(JournalException failure) => new(
        JournalErrorCategory.Io, _storage.Directory, $"there is no spare segment: {failure.What}", failure.Mend,
        inner: failure);
}
