using Adapters.Common.Gateways;
using Engine.Core;
using Engine.Core.Orders;
using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Journal.Writing;
using Replay.Sessions;

namespace Replay.Recovery;

/// <summary>
/// A session of a live journal: opened or recovered from disk, journal, core and gateway on the caller's thread, and an
/// end in good order or by the emergency stop.
/// </summary>
/// <remarks>
/// One thread; <see cref="Emergency" /> may be pulled from any. Commands pass the door to the gateway when the journal
/// has released their cause and as long as it has not failed.
/// </remarks>
public sealed class LiveSession : IDisposable
{
    private readonly SessionOptions _options;
    private readonly SessionPorts _ports;
    private readonly JournalWriter _writer;
    private readonly RingLine _line;
    private readonly GatewayDoor _door;
    private OrderEpochs _epochs;
    private bool _isOver;

    private LiveSession(
        SessionOptions options, SessionPorts ports, JournalWriter writer, TradingCore core, RecoveredSession? recovered)
    {
        _options = options;
        _ports = ports;
        _writer = writer;
        Recovered = recovered;
        _door = new GatewayDoor(ports.Gateway);
        Emergency = new EmergencyStop([_door], ports.Log, ports.Emergency);
        _line = new RingLine(core, writer, isThreaded: false, options.RingCapacity);
        _epochs = core.Epochs.Copy();
    }

    /// <summary>The core; between two calls it is at rest and may be read.</summary>
    public TradingCore Core => _line.Core;

    /// <summary>What the recovery has come to; null where the journal is new.</summary>
    public RecoveredSession? Recovered { get; }

    /// <summary>The number of the session.</summary>
    public long Epoch => _writer.Epoch;

    /// <summary>Which session has placed which orders.</summary>
    public OrderEpochs Epochs => _epochs;

    /// <summary>Stops all, from any thread.</summary>
    public EmergencyStop Emergency { get; }

    /// <summary>What a watchdog looks at.</summary>
    public IHeart Heart => _line.Heart;

    /// <summary>Opens a journal, recovers what is there, and begins the session.</summary>
    /// <param name="options">How.</param>
    /// <param name="ports">What it is connected to.</param>
    /// <param name="now">The host's clock.</param>
    /// <param name="progress">Told how far the recovery is; null for none.</param>
    /// <exception cref="JournalException">
    /// Other code has decided what is there, or another process writes it (Safety), it is damaged (Data), it is no
    /// journal of a session (Usage), the disk failed (Io).
    /// </exception>
    /// <exception cref="SessionStopException">The journal failed while the session began.</exception>
    public static LiveSession Open(
        SessionOptions options, SessionPorts ports, TimestampNs now, IRunProgress? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ports);
        var recovered = HoldsJournal(options.Journal.Directory)
            ? SessionRecovery.Recover(
                JournalReader.Open(options.Journal.Directory), options.Catalog, ports.Follower, progress)
            : null;
        var writer = JournalWriter.OpenOrCreate(options.Journal with { Epoch = OrderEpochs.First });
        return Begin(options, ports, now, writer, recovered);
    }

    /// <summary>Puts one whole run through, and sends what it causes.</summary>
    /// <exception cref="SessionStopException">The journal failed, or the core is dead.</exception>
    public void Submit(ReadOnlySpan<Event> run)
    {
        Guard(run, static (session, run) =>
        {
            var first = session._line.NextSequence;
            session._line.Submit(run);
            session.Release(run, first);
        });
    }

    /// <summary>Publishes a control event of one slot.</summary>
    /// <exception cref="SessionStopException">The journal failed, or the core is dead.</exception>
    public void Publish(EventKind kind, TimestampNs time) =>
        Submit([Event.Create(kind, time, InstrumentId.None)]);

    /// <summary>Ends in good order: all that was submitted is on the device, and the journal is closed.</summary>
    /// <exception cref="SessionStopException">The journal failed.</exception>
    public void End(TimestampNs now)
    {
        Publish(EventKind.SessionEnded, now);
        Guard(default, static (session, _) =>
        {
            session._line.Complete();
            session._writer.Complete();
        });
        _isOver = true;
    }

    /// <summary>Releases files and lock; without <see cref="End" /> the journal is left as a crash would.</summary>
    public void Dispose()
    {
        _line.Dispose();
        _writer.Dispose();
    }

    /// <summary>Goes on with a writer; for tests, which bring its disk.</summary>
    internal static LiveSession Begin(
        SessionOptions options, SessionPorts ports, TimestampNs now, JournalWriter writer, RecoveredSession? recovered)
    {
        LiveSession? session = null;
        try
        {
            var core = recovered?.Core ?? new TradingCore(options.Catalog);
            if (writer.NextSequence != core.Sequence + 1)
            {
                throw new JournalException(
                    JournalErrorCategory.Safety, writer.Directory,
                    $"it has {writer.NextSequence} events and had {core.Sequence + 1} a moment ago: another process "
                    + "has written it", "stop that one first");
            }

            session = new LiveSession(options, ports, writer, core, recovered);
            session.Start(now);
            return session;
        }
        catch
        {
            session?._line.Dispose();
            writer.Dispose();
            throw;
        }
    }

    private static bool HoldsJournal(string directory) => Directory.Exists(directory)
        && Directory.EnumerateFiles(directory, "*.seg").Any();

    private void Start(TimestampNs now)
    {
        if (Recovered is { MissingCommands.Count: > 0 })
        {
            Guard(default, static (session, _) =>
                session._writer.AppendCommands(session.Recovered!.MissingCommands.ToArray()));
        }

        if (Core.Epochs.Current == 0)
        {
            TellPreamble(now);
        }

        var started = Event.Create(EventKind.SessionStarted, now, InstrumentId.None);
        started.SessionStarted = new SessionStarted
        {
            Epoch = Epoch,
            CodeHash = SessionRecovery.CodeHashOf(_options.Catalog),
            Mode = _options.Mode,
            Durability = _options.Journal.Durability,
        };
        var run = new ReadOnlySpan<Event>(in started);
        Guard(run, static (session, run) =>
        {
            var first = session._line.NextSequence;
            session._line.Submit(run);

            // In every mode: a name that goes out now must never be given away again.
            session._writer.Sync();
            session._epochs = session.Core.Epochs.Copy();
            session.Release(run, first);
        });
    }

    /// <summary>
    /// What a new journal is told; of one whose first start was killed, the rest of it. No command has left before the
    /// first session.
    /// </summary>
    private void TellPreamble(TimestampNs now)
    {
        var there = Core.Sequence + 1;
        foreach (var run in _options.Preamble(now))
        {
            if (there == 0)
            {
                Submit(run);
            }
            else if (run.Length > there)
            {
                throw Unfinished();
            }
            else
            {
                there -= run.Length;
            }
        }

        if (there != 0)
        {
            throw Unfinished();
        }
    }

    private JournalException Unfinished() => new(
        JournalErrorCategory.Safety, _writer.Directory,
        $"it holds {Core.Sequence + 1} events and no session: a first start that was killed, configured otherwise",
        "nothing was ever sent by it: delete it");

    private void Release(ReadOnlySpan<Event> run, long first)
    {
        if (_writer.Failure is { } failure)
        {
            throw failure;
        }

        var commands = _line.Commands;
        var next = 0;
        for (var i = 0; i < run.Length; i++)
        {
            _ports.Follower?.OnEvent(in run[i], first + i);
            for (var ordinal = 0; next < commands.Length && commands[next].Cause == first + i; ordinal++)
            {
                Send(in commands[next++], ordinal);
            }
        }
    }

    private void Send(in Command command, int ordinal)
    {
        // Nothing is said of a closed door: the process ends, and the next start reconciles.
        if (command.IsForGateway)
        {
            _door.TrySend(in command, ordinal, _epochs.NameOf(command.OrderId));
        }
    }

    /// <summary>Whatever breaks in here ends the session: what the journal does not have must not go on.</summary>
    private void Guard(ReadOnlySpan<Event> run, GuardedCall call)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        try
        {
            call(this, run);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The root of all that a session does: whatever it was, nothing more may leave and nothing stay open.
            var cause = exception is StageFaultException { InnerException: { } inner } ? inner : exception;
            throw Stop(cause is JournalException ? "the journal failed" : "the core is dead", cause);
        }
    }

    private SessionStopException Stop(string reason, Exception cause)
    {
        _isOver = true;
        var isAllClear = Emergency.Pull($"{reason}: {cause.Message}");
        return new SessionStopException($"{reason}: {cause.Message}", isAllClear, cause);
    }

    private delegate void GuardedCall(LiveSession session, ReadOnlySpan<Event> run);
}
