using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Engine.Core;

/// <content>What venues and gateways say of our orders, positions and money.</content>
public sealed partial class TradingCore
{
    private void OnPrivate(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.Fill:
                _pendingFill = e;
                break;
            case EventKind.FillDetail:
                OnFill(e);
                break;
            case EventKind.FundingPaid:
                RequireInstrument(e.Instrument);
                Portfolio.ApplyFunding(e.Instrument, e.Leg, e.FundingPaid.Amount);
                _witness.Add(Portfolio.Cash(Instruments[e.Instrument].SettleAsset).Value);
                _guards.OnFigures(Clock);
                break;
            case EventKind.Balance:
                RequireAsset(e.Balance.Asset);
                if (_reconciler.IsOpen)
                {
                    _reconciler.Collect(e);
                    break;
                }

                if (_sessionCount > 0)
                {
                    // Of a session that runs it is a deposit, a withdrawal or a mistake: it does not pass in silence.
                    _reconciler.TakeBalance(e);
                }
                else
                {
                    Portfolio.SetBalance(e.Balance.Asset, e.Balance.Total);
                }

                _witness.Add(e.Balance.Total.Value);
                _guards.OnFigures(Clock);
                break;
            case EventKind.Position:
                OnPosition(e);
                break;
            case EventKind.OrderTriggered:
                _orders.OnReport(e);
                break;
            case EventKind.VenueLine:
                OnLine(e);
                break;
            case EventKind.PositionLiquidated:
                OnLiquidated(e);
                break;
            case < EventKind.OrderAccepted or > EventKind.GatewayReport:
                throw UnknownKind(e);
            default:
                OnReport(e);
                break;
        }
    }

    private void OnReport(in Event e)
    {
        if ((uint)e.Instrument.Value < (uint)_markets.Count)
        {
            _guards.BeforeReport(e, _markets[e.Instrument.Value].Instrument.Venue, Clock);
        }

        _orders.OnReport(e);
        _guards.AfterReport(Clock);
    }

    private void OnFill(in Event detail)
    {
        RequireInstrument(detail.Instrument);
        if (_pendingFill.Kind != EventKind.Fill || _pendingFill.Instrument != detail.Instrument)
        {
            throw new InvalidDataException("the second slot of a fill comes without its first.");
        }

        var fill = _pendingFill;
        _pendingFill = default;
        RequireAsset(detail.FillDetail.FeeAsset);
        if (fill.Fill.Quantity < QtyLots.Zero)
        {
            throw new InvalidDataException(
                $"The fill of order {fill.Fill.OrderId.Value} makes no sense: its quantity is "
                + $"{fill.Fill.Quantity.Value} lots.");
        }

        if (fill.Fill.OrderId == OrderId.None)
        {
            OnVenueFill(fill, detail);
            return;
        }

        if (_orders.OnFill(fill, detail, Instruments[detail.Instrument], out var report))
        {
            AddToWitness(report.Instrument);
            BookRisk(report);
            _orders.AfterFill(report);
            _guards.AfterReport(Clock);
        }
    }

    /// <summary>
    /// A fill that no order of ours has made: the venue has closed a position, which some strategies hold.
    /// </summary>
    private void OnVenueFill(in Event fill, in Event detail)
    {
        if (!_orders.OnVenueFill(fill, detail, Instruments[detail.Instrument], _venueFills))
        {
            return;
        }

        AddToWitness(detail.Instrument);
        foreach (var part in _venueFills)
        {
            BookRisk(part);
            _orders.AfterFill(part);
        }

        _guards.AfterReport(Clock);
    }

    private void BookRisk(in FillReport fill)
    {
        CountRisk(fill);
        if (fill.Order != OrderId.None)
        {
            _guards.OnFill(Instruments[fill.Instrument].Venue, fill.Order);
        }

        _guards.OnFigures(Clock);
    }

    private void CountRisk(in FillReport fill)
    {
        ref readonly var own = ref Portfolio.OfStrategy(fill.Strategy, fill.Instrument);
        _gate.OnFill(fill, own.RealizedPnl - own.Fees + own.Funding);
    }

    /// <summary>The operator vouches for fills that never came: no proof that the venue works.</summary>
    private void AcceptFills(in Event e)
    {
        if (_orders.TryAcceptFills(e, out var fill))
        {
            AddToWitness(fill.Instrument);
            CountRisk(fill);
            _guards.OnFigures(Clock);
            _orders.AfterFill(fill);
            _orders.AskAccepted(fill.Order);
            _guards.AfterReport(Clock);
        }
    }

    private void AddToWitness(InstrumentId instrument)
    {
        _witness.Add(Portfolio[instrument].Quantity.Value);
        _witness.Add(Portfolio.Cash(Instruments[instrument].SettleAsset).Value);
    }

    private void OnLiquidated(in Event e)
    {
        RequireInstrument(e.Instrument);
        Portfolio.OnLiquidated();
        ref var alert = ref Outbox.Add(CommandKind.Alert);
        alert.Instrument = e.Instrument;
        alert.Measured = e.PositionLiquidated.MarginBalance.Value;
        alert.Limit = e.PositionLiquidated.Maintenance.Value;
        alert.Reason = ReasonCode.Liquidated;
        _orders.Doubts.OnLiquidated(e.Instrument);
    }

    private void OnLine(in Event e)
    {
        if (e.VenueLine.State is not (LineState.Lost or LineState.Restored))
        {
            throw new InvalidDataException($"a venue's line has no state {(byte)e.VenueLine.State}.");
        }

        _orders.OnLine(e.VenueLine.Venue, e.VenueLine.State);
        _guards.AfterReport(Clock);
    }

    /// <summary>The venue's word on a position is compared with ours: a difference stops the taking of risk.</summary>
    private void OnPosition(in Event e)
    {
        RequireInstrument(e.Instrument);
        if (_reconciler.IsOpen)
        {
            _reconciler.Collect(e);
            return;
        }

        if (!_reconciler.IsAwaited)
        {
            if (_orders.Doubts.OnPosition(e))
            {
                _gate.OnCorrected(e.Instrument);
                AddToWitness(e.Instrument);
                _guards.OnFigures(Clock);
                _orders.Groups.LookAtAll();
            }

            _reconciler.TakeEntryPrice(e);
            _guards.AfterReport(Clock);
            return;
        }

        var ours = Portfolio.Leg(e.Instrument, e.Leg).Quantity;
        if (ours == e.Position.Quantity)
        {
            _reconciler.TakeEntryPrice(e);
            return;
        }

        ref var alert = ref Outbox.Add(CommandKind.Alert);
        alert.Instrument = e.Instrument;
        alert.Flags = e.Leg == PositionLeg.Short ? CommandFlags.ShortLeg : CommandFlags.None;
        alert.Measured = e.Position.Quantity.Value;
        alert.Limit = ours.Value;
        alert.Reason = ReasonCode.ReconciliationDifference;
        SetTradingState(TradingState.Reducing, ReasonCode.ReconciliationDifference);
    }
}
