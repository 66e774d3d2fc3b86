using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Core.Risk;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>
/// What the invariants look at: the core and the ledger after an event, and the venue behind the wire.
/// </summary>
internal sealed class SimulationState(SimulationPlan plan, SimulatedVenue venue)
{
    private readonly List<long> _references = [];
    private readonly List<long> _referencesBefore = [];

    /// <summary>What was drawn.</summary>
    internal SimulationPlan Plan { get; } = plan;

    /// <summary>The venue: the truth.</summary>
    internal SimulatedVenue Venue { get; } = venue;

    /// <summary>The core that runs now.</summary>
    internal TradingCore Core { get; set; } = null!;

    /// <summary>The twin.</summary>
    internal SimulationLedger Ledger { get; } = new();

    /// <summary>The twin of the core's brackets.</summary>
    internal ProtectionLedger Protection { get; } = new();

    /// <summary>The event that went through.</summary>
    internal Event Event { get; set; }

    /// <summary>What it has caused.</summary>
    internal List<Command> Commands { get; } = [];

    /// <summary>What trading might do before the event.</summary>
    internal TradingState TradingBefore { get; private set; }

    /// <summary>Orders that became final by the event.</summary>
    internal List<LedgerOrder> Ended { get; } = [];

    /// <summary>How long an answer may take at most, ns: then some report or outcome must have come.</summary>
    internal long LongestAnswerNs => Plan.Venue.EntryLatencyNs + Plan.Venue.FeedLatencyNs + Plan.Venue.LongestReplyNs;

    /// <summary>
    /// The lower of an instrument's reference prices before and after the event; zero where it had none.
    /// </summary>
    internal PriceTicks LowReferenceOf(InstrumentId instrument) =>
        new(Math.Min(_references[instrument.Value], _referencesBefore[instrument.Value]));

    /// <summary>Whether long and short of an instrument are held apart.</summary>
    internal bool IsHedged(InstrumentId instrument) =>
        Plan.IsHedged && Core.Instruments[instrument].ContractType == ContractType.LinearPerpetual;

    /// <summary>What an order of a side may close of what the fills sum to, lots; negative where nothing.</summary>
    internal long ClosableLots(InstrumentId instrument, Side side, bool isReduceOnly)
    {
        if (!IsHedged(instrument))
        {
            var held = Ledger.PositionOf(instrument).Value;
            return side == Side.Bid ? -held : held;
        }

        return !isReduceOnly ? 0
            : side == Side.Bid ? -Ledger.PositionOf(instrument, PositionLeg.Short).Value
            : Ledger.PositionOf(instrument, PositionLeg.Long).Value;
    }

    /// <summary>What a command that places an order may close.</summary>
    internal long ClosableBy(in Command command) => ClosableLots(
        command.Instrument, command.Side, (command.Flags & CommandFlags.ReduceOnly) != 0);

    /// <summary>Before an event.</summary>
    internal void Begin() => TradingBefore = Core.TradingState;

    /// <summary>After it: what the core says of open orders is taken over.</summary>
    internal void End(in Event e)
    {
        Event = e;
        Commands.Clear();
        Commands.AddRange(Core.Commands);
        NoteReferences();
        Ended.Clear();
        Reopen(in e);
        foreach (var (number, order) in Ledger.Open)
        {
            if (Core.TryGetOrder(new OrderId(number), out var known))
            {
                Note(order, known.State);
            }
        }

        foreach (var order in Ended)
        {
            Ledger.Open.Remove(order.Placed.OrderId.Value);
        }

        Protection.OnEvent(this);
    }

    private void Reopen(in Event e)
    {
        // The number is the first word of every report but the gateway's, which ends no order that it could reopen.
        var id = e.Kind == EventKind.FillDetail
            ? Ledger.LastFilled?.Placed.OrderId ?? OrderId.None
            : e.Class == EventClass.Private ? e.Fill.OrderId : OrderId.None;
        if (id != OrderId.None && Core.TryGetOrder(id, out var known) && !known.IsFinal)
        {
            Ledger.Reopen(id);
        }
    }

    private void Note(LedgerOrder order, OrderState state)
    {
        var waits = state is OrderState.PendingNew or OrderState.PendingCancel or OrderState.PendingAmend
            or OrderState.Unknown;
        if (!waits)
        {
            order.WaitsSince = TimestampNs.MaxValue;
        }
        else if (state != order.State || order.WaitsSince == TimestampNs.MaxValue)
        {
            order.WaitsSince = Core.Clock;
        }

        order.State = state;
        if (Engine.Core.Orders.OrderStates.IsFinal(state))
        {
            Ended.Add(order);
        }
    }

    private void NoteReferences()
    {
        for (var i = 0; i < Core.Markets.Count; i++)
        {
            if (i == _references.Count)
            {
                _references.Add(0);
                _referencesBefore.Add(0);
            }

            _referencesBefore[i] = _references[i];
            _references[i] = Core.Markets[i].TryReferencePrice(out var price) ? price.Value : 0;
        }
    }
}
