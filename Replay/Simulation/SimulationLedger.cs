using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>
/// What the stream and the commands say of orders, positions and money, by the simplest arithmetic there is: the slow,
/// obvious twin of the core's books. It survives crashes, as the venue does.
/// </summary>
internal sealed class SimulationLedger
{
    private readonly HashSet<(AccountId Account, InstrumentId Instrument, Key128 Key)> _trades = [];
    private readonly Dictionary<(InstrumentId Instrument, PositionLeg Leg), long> _positions = [];
    private readonly Dictionary<AssetId, long> _cash = [];
    private readonly SortedDictionary<long, LedgerOrder> _open = [];
    private Event _fill;
    private long _sessions;

    /// <summary>Every order that was ever placed, by its number.</summary>
    internal Dictionary<long, LedgerOrder> Orders { get; } = [];

    /// <summary>The orders that are not final in the core, by number.</summary>
    internal SortedDictionary<long, LedgerOrder> Open => _open;

    /// <summary>An order number that was used twice; none where there is none.</summary>
    internal OrderId Reused { get; private set; } = OrderId.None;

    /// <summary>The order that the last fill was of; null where it was none of ours.</summary>
    internal LedgerOrder? LastFilled { get; private set; }

    /// <summary>Whether a later session has begun and the venue has not said all yet.</summary>
    internal bool IsReconciling { get; private set; }

    /// <summary>Whether the operator's last word was to halt or to kill.</summary>
    internal bool IsHaltedByOperator { get; private set; }

    /// <summary>The sum of the fills, of both legs together.</summary>
    internal QtyLots PositionOf(InstrumentId instrument) =>
        PositionOf(instrument, PositionLeg.Long) + PositionOf(instrument, PositionLeg.Short);

    /// <summary>The sum of the fills that named a leg; where positions net, they are all of the first.</summary>
    internal QtyLots PositionOf(InstrumentId instrument, PositionLeg leg) =>
        new(_positions.GetValueOrDefault((instrument, leg)));

    /// <summary>The sum of what was paid and received.</summary>
    internal Money CashOf(AssetId asset) => new(_cash.GetValueOrDefault(asset));

    /// <summary>An event goes to the core.</summary>
    internal void OnEvent(in Event e, InstrumentRegistry instruments)
    {
        switch (e.Kind)
        {
            case EventKind.Fill:
                _fill = e;
                break;
            case EventKind.FillDetail when _trades.Add(
                (e.FillDetail.Account, e.Instrument, e.FillDetail.TradeKey)):
                Book(in e, instruments[e.Instrument]);
                break;
            case EventKind.FundingPaid:
                Add(instruments[e.Instrument].SettleAsset, e.FundingPaid.Amount.Value);
                break;
            case EventKind.OperatorRequest:
                IsHaltedByOperator = e.OperatorRequest.Action is OperatorAction.Halt or OperatorAction.Kill
                    or OperatorAction.Flatten;
                break;
            case EventKind.SessionStarted:
                IsReconciling = ++_sessions > 1;
                break;
            case EventKind.ReconciliationDone:
                IsReconciling = false;
                break;
            case EventKind.Balance when _sessions == 0:
                // What the account opens with. Later the venue tells what fills and funding have made of it.
                _cash[e.Balance.Asset] = e.Balance.Total.Value;
                break;
            case EventKind.OrderAmended when Orders.TryGetValue(e.OrderAmended.OrderId.Value, out var order):
                order.QuantityMax = Larger(order.QuantityMax, e.OrderAmended.Quantity);
                break;
            default:
                break;
        }
    }

    /// <summary>A command has left.</summary>
    internal void OnCommand(in Command command, TimestampNs clock)
    {
        if (command.Kind == CommandKind.AmendOrder && Orders.TryGetValue(command.OrderId.Value, out var amended))
        {
            amended.QuantityMax = Larger(amended.QuantityMax, command.Quantity);
        }

        if (command.Kind != CommandKind.PlaceOrder)
        {
            return;
        }

        var order = new LedgerOrder { Placed = command, Time = clock, QuantityMax = command.Quantity };
        if (!Orders.TryAdd(command.OrderId.Value, order))
        {
            Reused = command.OrderId;
            return;
        }

        _open.Add(command.OrderId.Value, order);
    }

    /// <summary>An order that had ended is alive again in the core: the venue has contradicted itself.</summary>
    internal void Reopen(OrderId order)
    {
        if (Orders.TryGetValue(order.Value, out var known))
        {
            _open.TryAdd(order.Value, known);
        }
    }

    private static QtyLots Larger(QtyLots one, QtyLots other) => one > other ? one : other;

    private void Book(in Event detail, Instrument instrument)
    {
        ref readonly var fill = ref _fill.Fill;
        var sign = _fill.Side == Side.Bid ? 1 : -1;
        var leg = (instrument.Id, _fill.Leg);
        _positions[leg] = _positions.GetValueOrDefault(leg) + (sign * fill.Quantity.Value);
        if (!instrument.TryNotional(fill.Price, fill.Quantity, out var notional))
        {
            throw new OverflowException($"The value of a fill of order {fill.OrderId.Value} does not fit.");
        }

        Add(instrument.SettleAsset, -sign * notional.Value);
        Add(detail.FillDetail.FeeAsset, -fill.Fee.Value);
        LastFilled = Orders.GetValueOrDefault(fill.OrderId.Value);
        if (LastFilled is not null)
        {
            LastFilled.Filled += fill.Quantity;
        }
    }

    private void Add(AssetId asset, long amount) => _cash[asset] = checked(_cash.GetValueOrDefault(asset) + amount);
}
