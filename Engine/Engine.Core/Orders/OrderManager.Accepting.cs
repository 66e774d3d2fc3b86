using System.Runtime.CompilerServices;
using Engine.Core.Portfolios;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Formulas;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <content>Fills that the venue counts and does not deliver: how they are known, and the operator's word on them.
/// </content>
internal sealed partial class OrderManager
{
    private const int QuestionsBeforeAlarm = 5;

    /// <summary>
    /// Books what is missing of an order's fills as the operator says, where it is what the venue counts.
    /// </summary>
    /// <param name="e">The operator's request.</param>
    /// <param name="report">What was booked, still to be carried over to the order.</param>
    /// <returns>False where it was refused: a command says why.</returns>
    internal bool TryAcceptFills(in Event e, out FillReport report)
    {
        ref readonly var asked = ref e.OperatorRequest;
        ref var order = ref _table.Find(asked.OrderId);
        var notional = Money.Zero;
        var verdict = Unsafe.IsNullRef(in order) || order.Instrument != e.Instrument
            ? RiskVerdict.Refuse(ReasonCode.OrderUnknown)
            : JudgeAccepted(order, asked, out notional);
        if (!verdict.IsPass)
        {
            RefuseRequest(StrategyId.Engine, asked.OrderId, verdict.Reason);
            ref var refusal = ref _outbox.Last;
            (refusal.Instrument, refusal.Measured, refusal.Limit) = (e.Instrument, verdict.Measured, verdict.Limit);
            report = default;
            return false;
        }

        var missing = asked.CumulativeQuantity - order.CumulativeQuantity;
        var instrument = _markets[order.Instrument.Value].Instrument;
        var isShort = _gate.IsHedged(order.Instrument) && (order.Side == Side.Ask) != order.IsReduceOnly;
        var fill = Event.Create(EventKind.Fill, e.Time, order.Instrument);
        (fill.Fill.OrderId, fill.Fill.CumulativeQuantity) = (order.Id, asked.CumulativeQuantity);
        report = Book(fill, new FillBooking
        {
            Instrument = order.Instrument,
            Strategy = order.Strategy,
            Side = order.Side,
            Price = Ticks.Floor(instrument, asked.Price),
            Quantity = missing,
            Notional = notional,
            Fee = asked.Fee,
            FeeAsset = instrument.SettleAsset,
            Leg = isShort ? PositionLeg.Short : PositionLeg.Long,
        });
        order.AcceptedQuantity += missing;
        ref var command = ref _outbox.Add(CommandKind.OrderCorrected);
        command.Flags = FlagsOf(order.Side, isPostOnly: false, order.IsReduceOnly, isTriggerOnMark: false);
        command.Instrument = order.Instrument;
        command.OrderId = order.Id;
        command.Price = report.Price;
        command.Quantity = missing;
        command.Measured = asked.CumulativeQuantity.Value;
        command.Limit = order.CumulativeQuantity.Value;
        command.Account = order.Account;
        command.Strategy = order.Strategy;
        command.Reason = ReasonCode.FillsAccepted;
        return true;
    }

    /// <summary>
    /// The venue must say whether what is left of it is open still, and what is held now: what was missing may have
    /// been made good before, by a reconciliation, and would be in the books twice.
    /// </summary>
    internal void AskAccepted(OrderId id)
    {
        ref var order = ref _table.Find(id);
        if (Unsafe.IsNullRef(in order) || !IsHeard(order.Instrument))
        {
            return;
        }

        if (!order.IsFinal)
        {
            Send(CommandKind.QueryOrder, order).Reason = ReasonCode.FillsAccepted;
        }

        AskPosition(order.Instrument, order.Account, ReasonCode.FillsAccepted);
    }

    private RiskVerdict JudgeAccepted(in Order order, in OperatorRequest asked, out Money notional)
    {
        notional = Money.Zero;
        if (order.State != OrderState.Unknown || order.CountedQuantity <= order.CumulativeQuantity)
        {
            return new RiskVerdict(
                ReasonCode.NothingMissing, order.CountedQuantity.Value, order.CumulativeQuantity.Value);
        }

        if (asked.CumulativeQuantity != order.CountedQuantity)
        {
            return new RiskVerdict(
                ReasonCode.CountDiffers, asked.CumulativeQuantity.Value, order.CountedQuantity.Value);
        }

        if (asked.Price <= FinePrice.Zero)
        {
            return new RiskVerdict(ReasonCode.PriceNotPositive, asked.Price.Value, 0);
        }

        var instrument = _markets[order.Instrument.Value].Instrument;
        var missing = order.CountedQuantity - order.CumulativeQuantity;
        if (!instrument.TryNotional(asked.Price, missing, out notional))
        {
            return RiskVerdict.Refuse(ReasonCode.Overflow);
        }

        var limit = order.Type.HasLimit() ? Ticks.ToFine(instrument, order.Price) : asked.Price;
        if (order.Side == Side.Bid ? asked.Price > limit : asked.Price < limit)
        {
            // No venue fills a limit order beyond its limit: this is a slip of the pen.
            return new RiskVerdict(ReasonCode.PriceCollar, asked.Price.Value, limit.Value);
        }

        return Int128.Abs(asked.Fee.Value) < notional.Value
            ? RiskVerdict.Pass
            : new RiskVerdict(ReasonCode.TermsContradict, asked.Fee.Value, notional.Value);
    }

    /// <summary>
    /// Whether a fill is one that the operator has vouched for already: it is not booked twice, and a person is told.
    /// What its price and its fee are off by the venue's balance shows.
    /// </summary>
    private bool IsAccepted(ref Order order, in Fill fill)
    {
        var isCounted = fill.CumulativeQuantity <= order.CumulativeQuantity;
        if (!isCounted || fill.Quantity > order.AcceptedQuantity)
        {
            return false;
        }

        Alert(
            order.Instrument, order.Id, order.Strategy, ReasonCode.FillsAccepted, fill.Quantity.Value,
            order.AcceptedQuantity.Value);
        ref var alert = ref _outbox.Last;
        (alert.Price, alert.Quantity) = (fill.Price, fill.Quantity);
        order.AcceptedQuantity -= fill.Quantity;
        return true;
    }

    /// <summary>Notes how much of an order the venue counts as filled.</summary>
    /// <returns>Whether that is more than we have heard of.</returns>
    private static bool IsFillMissing(ref Order order, QtyLots filledAtVenue)
    {
        if (Unsafe.IsNullRef(in order) || filledAtVenue <= order.CumulativeQuantity)
        {
            return false;
        }

        // It may have been asked about in vain before: whoever counts questions begins with what is missing.
        order.QueryCount = order.CountedQuantity > order.CumulativeQuantity ? order.QueryCount : 0;
        order.CountedQuantity = filledAtVenue > order.CountedQuantity ? filledAtVenue : order.CountedQuantity;
        return true;
    }

    /// <summary>It was asked about often and its fills do not come: a person must know, once.</summary>
    private void AlarmOfMissing(in Order order)
    {
        if (order.QueryCount == QuestionsBeforeAlarm && order.CountedQuantity > order.CumulativeQuantity)
        {
            Alert(
                order.Instrument, order.Id, order.Strategy, ReasonCode.FillMissing, order.CountedQuantity.Value,
                order.CumulativeQuantity.Value);
        }
    }
}
