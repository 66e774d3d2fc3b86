using System.Diagnostics;
using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;

namespace Journal.Writing;

/// <summary>
/// The caller's thread only copies; the journal's own thread frames, writes and syncs what has come meanwhile: one
/// group, one sync.
/// </summary>
/// <remarks>
/// The queues bound how far the files lag: whoever appends waits while they are full. A write or sync that failed ends
/// the thread, and the caller learns of it at its next call.
/// </remarks>
internal sealed class HandedPath : IJournalPath
{
    // With them an appender may be a millisecond ahead at 60 million events a second.
    private const int EventQueueSlots = 1 << 16;
    private const int CommandQueueSlots = 1 << 13;
    private const int ActiveSleepMs = 1;
    private const int EmptyTurnsMax = 64;

    private const int BurstSlots = EventQueueSlots / 4;

    private readonly JournalStreams _streams;
    private readonly Sequence _released;
    private readonly HaltSignal _halt = new();
    private readonly SlotQueue<Event> _events;
    private readonly SlotQueue<Command> _commands;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private readonly BackgroundSync? _background;
    private readonly bool _isSynced;
    private readonly int _intervalMs;
    private readonly long _firstEvent;
    private readonly long _firstCommand;
    private JournalException? _failure;
    private long _lastWhole;
    private long _writtenAsOf;
    private int _emptyTurns;
    private int _isResting;
    private bool _isSyncAsked;

    // 1 while a thread takes from the queues: the journal's own, or in a burst the caller's.
    private int _takers;
    private volatile bool _isStopping;

    internal HandedPath(JournalStreams streams, JournalWriterOptions options, Sequence released)
    {
        _streams = streams;
        _released = released;
        _isSynced = options.Durability == Durability.Synced;
        _intervalMs = (int)options.SyncInterval.TotalMilliseconds;
        _firstEvent = streams.Events.NextSequence;
        _firstCommand = streams.Commands.NextSequence;
        _lastWhole = _firstEvent - 1;
        _events = new SlotQueue<Event>("journal events", EventQueueSlots, _halt);
        _commands = new SlotQueue<Command>("journal commands", CommandQueueSlots, _halt);
        _writtenAsOf = Stopwatch.GetTimestamp();
        if (!_isSynced)
        {
            // Beside the writes: a burst goes into the kernel's pages while the device works on what came before.
            _background = new BackgroundSync(SyncWritten, options.SyncInterval, streams.Events.Path);
        }

        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
        _thread.Start();
    }

    public long NextEvent => _firstEvent + _events.Appended;

    public long NextCommand => _firstCommand + _commands.Appended;

    public JournalException? Failure => Volatile.Read(ref _failure) ?? _background?.Failure;

    public void AppendEvents(ReadOnlySpan<Event> events)
    {
        if (!_events.Append(events))
        {
            throw Failure!;
        }

        for (var i = events.Length - 1; i >= 0; i--)
        {
            if (events[i].IsLastOfRun)
            {
                _lastWhole = NextEvent - events.Length + i;
                break;
            }
        }

        if (!_isSynced)
        {
            _released.Publish(NextEvent - 1);
            if (IsBurst)
            {
                Help();
            }
        }

        WakeResting();
    }

    public void AppendCommands(ReadOnlySpan<Command> commands)
    {
        if (!_commands.Append(commands))
        {
            throw Failure!;
        }

        WakeResting();
    }

    public void Flush()
    {
        // What is whole is on its way as soon as it is appended.
    }

    public void Sync()
    {
        Volatile.Write(ref _isSyncAsked, true);
        WakeResting();
        var spin = new SpinWait();
        while (_streams.Events.Durable < _lastWhole)
        {
            if (Failure is { } failure)
            {
                throw failure;
            }

            spin.SpinOnce();
        }
    }

    public void Finish()
    {
        Stop();
        if (Failure is { } failure)
        {
            throw failure;
        }
    }

    public void Dispose() => Stop();

    /// <summary>
    /// More has come than a nap of the journal's thread gathers at any pace that a market has. Lines that go from core
    /// to core cost more than all else that is done to them: the thread that has them in its cache is then the faster
    /// one to write them (bench: journal/append/burst).
    /// </summary>
    private bool IsBurst => _events.Appended - _events.Taken >= BurstSlots;

    private bool HasWork => _events.Appended != _events.Taken || _commands.Appended != _commands.Taken
        || Volatile.Read(ref _isSyncAsked);

    private void Stop()
    {
        if (_isStopping)
        {
            return;
        }

        _isStopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        _background?.Dispose();
    }

    /// <summary>The caller writes what it has gathered, unless the journal's thread is about it.</summary>
    private void Help()
    {
        if (!TryBecomeTaker())
        {
            return;
        }

        try
        {
            TakeGroup();
        }
        catch (JournalException failure)
        {
            Fail(failure);
            throw;
        }
        finally
        {
            Volatile.Write(ref _takers, 0);
        }
    }

    private bool TryBecomeTaker() => Interlocked.CompareExchange(ref _takers, 1, 0) == 0;

    private void WakeResting()
    {
        // Between what was appended and the look at the flag. Where each group waits for the device a fence is nothing,
        // and the journal's thread rests after each; elsewhere it rests seldom, and its barrier serves for both.
        if (_isSynced)
        {
            Interlocked.MemoryBarrier();
        }

        if (Volatile.Read(ref _isResting) != 0)
        {
            Volatile.Write(ref _isResting, 0);
            _wake.Set();
        }
    }

    private void Run()
    {
        try
        {
            while (HasWork || !_isStopping)
            {
                if (!HasWork)
                {
                    RestIdle();
                    continue;
                }

                if (TryBecomeTaker())
                {
                    try
                    {
                        TakeGroup();
                    }
                    finally
                    {
                        Volatile.Write(ref _takers, 0);
                    }
                }

                if (!_isSynced && !_isStopping)
                {
                    // The next group gathers; nobody needs to wake this thread meanwhile, and a burst needs it not.
                    Thread.Sleep(ActiveSleepMs);
                }
            }
        }
        catch (JournalException failure)
        {
            Fail(failure);
        }
#pragma warning disable CA1031 // The root of a thread: whatever ended it must reach the caller.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            Fail(new JournalException(
                JournalErrorCategory.Io, _streams.Events.Path, $"the journal's thread ended: {unexpected.Message}",
                inner: unexpected));
        }
    }

    /// <summary>Writes all that has come, syncs where it is time, and says so.</summary>
    private void TakeGroup()
    {
        if (_background?.Failure is { } failure)
        {
            throw failure;
        }

        _emptyTurns = 0;
        var now = Stopwatch.GetTimestamp();
        var isSyncAsked = Volatile.Read(ref _isSyncAsked);
        Volatile.Write(ref _isSyncAsked, false);
        var commandsUpTo = _commands.Appended;
        var eventsUpTo = _events.Appended;
        for (var next = _events.Peek(eventsUpTo); !next.IsEmpty; next = _events.Peek(eventsUpTo))
        {
            _streams.Events.Append(next);
            _events.Release(next.Length);
        }

        _streams.Events.WritePending();
        Volatile.Write(ref _writtenAsOf, now);
        if (_isSynced || isSyncAsked)
        {
            _streams.Events.Sync(now);
        }

        if (_isSynced)
        {
            _released.Publish(_streams.Events.Durable);
        }

        // Commands are derived from the events: they go after them, and nothing ever waits for them.
        for (var next = _commands.Peek(commandsUpTo); !next.IsEmpty; next = _commands.Peek(commandsUpTo))
        {
            _streams.Commands.Append(next);
            _commands.Release(next.Length);
        }

        _streams.Commands.WritePending();
    }

    /// <summary>Nothing has come: the device gets the rest, a frame says so, and the thread sleeps.</summary>
    private void RestIdle()
    {
        if (!_isSynced && ++_emptyTurns < EmptyTurnsMax)
        {
            Thread.Sleep(ActiveSleepMs);
            return;
        }

        if (Rest(_intervalMs))
        {
            return;
        }

        if (TryBecomeTaker())
        {
            try
            {
                _streams.Events.Sync();
                _streams.Events.WriteIdle(syncs: true);
            }
            finally
            {
                Volatile.Write(ref _takers, 0);
            }
        }

        Rest(Timeout.Infinite);
    }

    /// <summary>Sleeps until something comes.</summary>
    /// <returns>False where the time went by.</returns>
    private bool Rest(int milliseconds)
    {
        Volatile.Write(ref _isResting, 1);
        if (_isSynced)
        {
            Interlocked.MemoryBarrier();
        }
        else
        {
            Interlocked.MemoryBarrierProcessWide();
        }

        var comes = HasWork || _isStopping || _wake.WaitOne(milliseconds);
        Volatile.Write(ref _isResting, 0);
        return comes;
    }

    private void SyncWritten()
    {
        var now = Stopwatch.GetTimestamp();
        _streams.Events.Sync(_events.Appended == _events.Taken ? now : Volatile.Read(ref _writtenAsOf));
    }

    private void Fail(JournalException failure)
    {
        Volatile.Write(ref _failure, failure);
        _halt.Halt();
    }
}
