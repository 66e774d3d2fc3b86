using Engine.Core;
using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Format;
using Journal.Reading;
using Journal.Storage;
using Journal.Writing;
using Replay.Recovery;
using Replay.Simulation.Invariants;

namespace Replay.Simulation;

/// <summary>
/// The process that may crash: the core, its journal and the gateway, which releases a command when its cause is
/// journaled. After each event all invariants are asked.
/// </summary>
/// <remarks>
/// The journal is a real one, in memory: frames, torn tails, cut commands and the recovery are those of a live session
/// whose journal is flushed before a command leaves.
/// </remarks>
internal sealed class SimulationEngine : IDisposable
{
    private const int HostsOwn = -1;

    private static readonly IInvariant[] Invariants =
    [
        new PositionIsTheSumOfFills(),
        new CashIsTheLedger(),
        new PortfolioAgreesWithItself(),
        new NothingFillsTwice(),
        new NoOrderIsLost(),
        new NoOrderNumberIsUsedTwice(),
        new FinalIsFinal(),
        new ExposureIsWithinLimits(),
        new HaltedTakesNoRisk(),
        new NothingGrowsBeforeReconciliation(),
        new EveryRequestIsAnswered(),
        new DifferencesAreMadeGoodByFills(),
        new ProtectionIsNeverSilentlyLost(),
        new ProtectionIsNoLargerThanWhatIsHeld(),
    ];

    private readonly JournalMemory _memory = new();
    private readonly List<Event[]> _answers = [];
    private readonly SimulationWorld _world;
    private readonly SimulationSeam _seam;
    private readonly SimulationState _state;
    private readonly ISimulationListener? _listener;
    private JournalWriter _writer;

    internal SimulationEngine(
        SimulationPlan plan, SimulationWorld world, SimulationSeam seam, ISimulationListener? listener)
    {
        _world = world;
        _seam = seam;
        _listener = listener;
        _state = new SimulationState(plan, world.Venue) { Core = new TradingCore(SimulationCatalog.All) };
        _writer = JournalWriter.OpenOrCreate(Options, _memory);
    }

    /// <summary>The number of the session that runs, or of the next one while the process is down.</summary>
    internal long Epoch => _writer.Epoch;

    private static JournalWriterOptions Options => new()
    {
        Directory = "memory",
        JournalId = JournalId.Derive("simulation"),
        CreatedTime = new TimestampNs(1),
        EngineVersion = "simulation",
        Mode = JournalWriteMode.Live,
        Durability = Durability.Written,
        PreparesSegments = false,
        Epoch = OrderEpochs.First,

        // Small, so that runs are recovered over the ends of segments, too.
        SegmentSizeBytes = 1 << 17,
    };

    /// <summary>The core that runs now.</summary>
    internal TradingCore Core => _state.Core;

    /// <summary>What the invariants see.</summary>
    internal SimulationState State => _state;

    /// <summary>Reports that something planted has given in the venue's place; the caller takes them out.</summary>
    internal List<Event[]> Answers => _answers;

    /// <summary>Whether commands stay within: the process dies before its gateway has sent them.</summary>
    internal bool IsWithholding { get; set; }

    /// <summary>Puts one run through.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isNews">Whether the world hears it too; not what it has had already, or has said itself.</param>
    /// <exception cref="BrokenInvariantException">An invariant does not hold after one of its events.</exception>
    internal void Submit(ReadOnlySpan<Event> run, bool isNews = true)
    {
        _writer.AppendEvents(run);
        _writer.Flush();
        foreach (ref readonly var e in run)
        {
            if (isNews)
            {
                _world.OnEvent(in e);
            }

            _state.Ledger.OnEvent(in e, _world.Instruments);
            _state.Begin();
            var booked = e;
            _seam.OnBooking(ref booked);
            Core.OnEvent(in booked, Core.Sequence + 1);
            _writer.AppendCommands(Core.Commands);
            Release();
            _state.End(in e);
            _seam.AfterEvent(_state);
            _listener?.OnEvent(in e, Core.Sequence, Core.Commands, _world.Instruments);
            Check();
        }
    }

    /// <summary>The host asks the venue for the truth about an order.</summary>
    internal void Query(LedgerOrder order)
    {
        var query = new Command
        {
            Cause = Core.Sequence,
            Kind = CommandKind.QueryOrder,
            Flags = order.Placed.Flags,
            Instrument = order.Placed.Instrument,
            OrderId = order.Placed.OrderId,
            Account = order.Placed.Account,
            Strategy = order.Placed.Strategy,
        };
        if (_seam.OnCommand(ref query, _answers))
        {
            _world.Venue.OnCommand(in query, HostsOwn);
        }
    }

    /// <summary>
    /// The process dies within the write of a run: the world has had it, the core never did, and of its frame some
    /// bytes are there.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="share">How much of the frame is missing, in thousandths; at least a byte.</param>
    internal void DieWithin(ReadOnlySpan<Event> run, long share)
    {
        foreach (ref readonly var e in run)
        {
            _world.OnEvent(in e);
        }

        var before = _memory.TailBytes(JournalStream.Events);
        _writer.AppendEvents(run);
        _writer.Flush();
        var frame = _memory.TailBytes(JournalStream.Events) - before;
        _writer.Dispose();

        // Where the run has begun a segment of its own, all of the frame is what is there beyond its head.
        _memory.Tear(JournalStream.Events, Math.Clamp(frame * share / 1_000, 1, Math.Max(1, frame)));
    }

    /// <summary>The process dies between two runs; of the commands, which gate nothing, the end is lost.</summary>
    internal void Die(long share)
    {
        _writer.Dispose();
        _memory.Tear(JournalStream.Commands, _memory.TailBytes(JournalStream.Commands) * share / 4_000);
    }

    /// <summary>The process starts again: the journal is mended, and a new core comes to its end.</summary>
    /// <exception cref="BrokenInvariantException">It does not come to where the core before it was.</exception>
    internal void Recover()
    {
        var before = Core;
        var recovered = Replay();
        _state.Core = recovered.Core;
        IsWithholding = false;
        _writer = JournalWriter.OpenOrCreate(Options, _memory);
        if (_writer.NextSequence != Core.Sequence + 1)
        {
            throw new BrokenInvariantException(
                "ReplayIsTheSame",
                $"the journal goes on at {_writer.NextSequence}, and the core that it was replayed to is at "
                + $"{Core.Sequence}");
        }

        _writer.AppendCommands(recovered.MissingCommands.ToArray());
        Require(before, "a restart");
        _seam.OnRecovered(Release);
    }

    /// <summary>The whole journal once more, closed, beside the core that lived it.</summary>
    /// <exception cref="BrokenInvariantException">It does not come to the same.</exception>
    internal void RequireSameReplay()
    {
        _writer.Complete();
        var replayed = Replay();
        Require(replayed.Core, "a replay");
        if (replayed.MissingCommands.Count > 0)
        {
            throw new BrokenInvariantException(
                "ReplayIsTheSame", $"{replayed.MissingCommands.Count} commands were decided and are not recorded");
        }
    }

    public void Dispose() => _writer.Dispose();

    private void Require(TradingCore other, string what)
    {
        var (ours, theirs) = (Core.Digest(), other.Digest());
        if (Core.Witness != other.Witness || ours != theirs)
        {
            throw new BrokenInvariantException(
                "ReplayIsTheSame",
                $"{what} of {Core.Sequence + 1} events comes to witness {Core.Witness:x16} and digest {ours:x16}, and "
                + $"not to {other.Witness:x16} and {theirs:x16}");
        }
    }

    private RecoveredSession Replay()
    {
        try
        {
            return SessionRecovery.Recover(
                JournalReader.Open(_memory), SimulationCatalog.All, follower: null, progress: null, Tap);
        }
        catch (JournalException exception)
        {
            throw new BrokenInvariantException("ReplayIsTheSame", exception.Message);
        }
    }

    private void Tap(ref Event e, long sequence)
    {
        _seam.OnReplay(ref e, sequence);
        _seam.OnBooking(ref e);
    }

    private void Release()
    {
        var commands = Core.Commands;
        for (var ordinal = 0; ordinal < commands.Length; ordinal++)
        {
            if (!commands[ordinal].IsForGateway)
            {
                continue;
            }

            var command = commands[ordinal];
            var leaves = _seam.OnCommand(ref command, _answers);
            _state.Ledger.OnCommand(in command, Core.Clock);
            if (leaves && !IsWithholding)
            {
                _world.Venue.OnCommand(in command, ordinal);
            }
        }
    }

    private void Check()
    {
        foreach (var invariant in Invariants)
        {
            if (invariant.Check(_state) is { } message)
            {
                throw new BrokenInvariantException(invariant.GetType().Name, message);
            }
        }
    }
}
