using Engine.Core;
using Engine.Model.Commands;
using Engine.Model.Events;
using Replay.Simulation.Invariants;

namespace Replay.Simulation;

/// <summary>
/// The process that may crash: the core, its journal and the gateway, which releases a command when its cause is
/// journaled. After each event all invariants are asked.
/// </summary>
internal sealed class SimulationEngine
{
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
        new EveryRequestIsAnswered(),
        new ProtectionIsNeverSilentlyLost(),
        new ProtectionIsNoLargerThanWhatIsHeld(),
    ];

    private readonly List<Event> _journal = [];
    private readonly List<Event[]> _answers = [];
    private readonly SimulationWorld _world;
    private readonly SimulationSeam _seam;
    private readonly SimulationState _state;
    private readonly ISimulationListener? _listener;

    internal SimulationEngine(
        SimulationPlan plan, SimulationWorld world, SimulationSeam seam, ISimulationListener? listener)
    {
        _world = world;
        _seam = seam;
        _listener = listener;
        _state = new SimulationState(plan, world.Venue) { Core = new TradingCore(SimulationCatalog.All) };
    }

    /// <summary>The core that runs now.</summary>
    internal TradingCore Core => _state.Core;

    /// <summary>What the invariants see.</summary>
    internal SimulationState State => _state;

    /// <summary>Reports that something planted has given in the venue's place; the caller takes them out.</summary>
    internal List<Event[]> Answers => _answers;

    /// <summary>Whether commands stay within: the process dies before its gateway has sent them.</summary>
    internal bool IsWithholding { get; set; }

    /// <summary>Puts one run through.</summary>
    /// <exception cref="BrokenInvariantException">An invariant does not hold after one of its events.</exception>
    internal void Submit(ReadOnlySpan<Event> run)
    {
        foreach (ref readonly var e in run)
        {
            _world.OnEvent(in e);
            _journal.Add(e);
            _state.Ledger.OnEvent(in e, _world.Instruments);
            _state.Begin();
            var booked = e;
            _seam.OnBooking(ref booked);
            Core.OnEvent(in booked, Core.Sequence + 1);
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
            _world.Venue.OnCommand(in query);
        }
    }

    /// <summary>The process starts again: a new core, and the journal from its beginning.</summary>
    /// <exception cref="BrokenInvariantException">It does not come to where the core before it was.</exception>
    internal void Recover()
    {
        var before = Core;
        _state.Core = Replay();
        IsWithholding = false;
        Require(before, "a restart");
    }

    /// <summary>The whole journal once more, beside the core that lived it.</summary>
    /// <exception cref="BrokenInvariantException">It does not come to the same.</exception>
    internal void RequireSameReplay() => Require(Replay(), "a replay");

    private void Require(TradingCore other, string what)
    {
        var (ours, theirs) = (Core.Digest(), other.Digest());
        if (Core.Witness != other.Witness || ours != theirs)
        {
            throw new BrokenInvariantException(
                "ReplayIsTheSame",
                $"{what} of {_journal.Count} events comes to witness {Core.Witness:x16} and digest {ours:x16}, and not "
                + $"to {other.Witness:x16} and {theirs:x16}");
        }
    }

    private TradingCore Replay()
    {
        var core = new TradingCore(SimulationCatalog.All);
        long sequence = 0;
        foreach (var journaled in _journal)
        {
            var e = journaled;
            _seam.OnReplay(ref e, sequence);
            _seam.OnBooking(ref e);
            core.OnEvent(in e, sequence++);
        }

        return core;
    }

    private void Release()
    {
        foreach (ref readonly var decided in Core.Commands)
        {
            if (!decided.IsForGateway)
            {
                continue;
            }

            var command = decided;
            var leaves = _seam.OnCommand(ref command, _answers);
            _state.Ledger.OnCommand(in command, Core.Clock);
            if (leaves && !IsWithholding)
            {
                _world.Venue.OnCommand(in command);
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
