using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Journal.Rendering;

/// <summary>The fields of private events.</summary>
internal static class PrivateEventFields
{
    internal static void Write(ILineWriter line, in Event slot, Grid grid, InstrumentRegistry registry)
    {
        switch (slot.Kind)
        {
            case EventKind.OrderAccepted:
                line.Number("order", slot.OrderAccepted.OrderId.Value);
                line.Text("venueOrder", KeyText.Format(slot.OrderAccepted.VenueOrderKey));
                break;
            case EventKind.OrderRejected:
            case EventKind.CancelRejected:
            case EventKind.AmendRejected:
                line.Number("order", slot.OrderRejected.OrderId.Value);
                line.Text("reason", slot.OrderRejected.Reason.ToString());
                EventLine.Given(line, "venueCode", slot.OrderRejected.VenueCode);
                break;
            case EventKind.OrderCanceled:
            case EventKind.OrderExpired:
                line.Number("order", slot.OrderDone.OrderId.Value);
                line.Text("reason", slot.OrderDone.Reason.ToString());
                line.Decimal("cumulativeQuantity", slot.OrderDone.CumulativeQuantity.Value, grid.Lot);
                break;
            case EventKind.OrderAmended:
                line.Number("order", slot.OrderAmended.OrderId.Value);
                line.Decimal("price", slot.OrderAmended.Price.Value, grid.Tick);
                line.Decimal("quantity", slot.OrderAmended.Quantity.Value, grid.Lot);
                EventLine.GivenDecimal(line, "trigger", slot.OrderAmended.Trigger.Value, grid.Tick);
                break;
            case EventKind.OrderTriggered:
                line.Number("order", slot.OrderTriggered.OrderId.Value);
                line.Decimal("trigger", slot.OrderTriggered.Trigger.Value, grid.Tick);
                EventLine.GivenDecimal(line, "price", slot.OrderTriggered.Price.Value, grid.Tick);
                break;
            case EventKind.OrderStatus:
                line.Number("order", slot.OrderStatus.OrderId.Value);
                line.Text("state", slot.OrderStatus.State.ToString());
                line.Decimal("price", slot.OrderStatus.Price.Value, grid.Tick);
                line.Decimal("quantity", slot.OrderStatus.Quantity.Value, grid.Lot);
                line.Decimal("cumulativeQuantity", slot.OrderStatus.CumulativeQuantity.Value, grid.Lot);
                break;
            case EventKind.GatewayReport:
                line.Number("cause", slot.GatewayReport.Cause);
                line.Number("ordinal", slot.GatewayReport.Ordinal);
                line.Number("order", slot.GatewayReport.OrderId.Value);
                line.Text("outcome", slot.GatewayReport.Outcome.ToString());
                EventLine.Time(line, "wireTime", slot.GatewayReport.WireTime);
                break;
            case EventKind.VenueLine:
                line.Text("venue", slot.VenueLine.Venue.Name());
                line.Text("state", slot.VenueLine.State.ToString());
                break;
            default:
                Account(line, in slot, grid, registry);
                break;
        }
    }

    private static void Account(ILineWriter line, in Event slot, Grid grid, InstrumentRegistry registry)
    {
        if (slot.Kind is EventKind.Fill or EventKind.FillDetail or EventKind.Position or EventKind.FundingPaid
            or EventKind.PositionLiquidated)
        {
            Leg(line, slot.Flags);
        }

        switch (slot.Kind)
        {
            case EventKind.Fill:
                line.Number("order", slot.Fill.OrderId.Value);
                line.Text("side", EventLine.SideName(slot.Side));
                line.Decimal("price", slot.Fill.Price.Value, grid.Tick);
                line.Decimal("quantity", slot.Fill.Quantity.Value, grid.Lot);
                line.Decimal("fee", slot.Fill.Fee.Value, Grid.Fine);
                line.Decimal("cumulativeQuantity", slot.Fill.CumulativeQuantity.Value, grid.Lot);
                line.Text("liquidity", (slot.Flags & EventFlags.Maker) != 0 ? "maker" : "taker");
                break;
            case EventKind.FillDetail:
                line.Text("feeAsset", Grid.AssetName(registry, slot.FillDetail.FeeAsset));
                line.Number("account", slot.FillDetail.Account.Value);
                line.Text("key", KeyText.Format(slot.FillDetail.TradeKey));
                break;
            case EventKind.Balance:
                line.Text("asset", Grid.AssetName(registry, slot.Balance.Asset));
                line.Decimal("total", slot.Balance.Total.Value, Grid.Fine);
                line.Decimal("available", slot.Balance.Available.Value, Grid.Fine);
                line.Number("account", slot.Balance.Account.Value);
                break;
            case EventKind.Position:
                line.Decimal("quantity", slot.Position.Quantity.Value, grid.Lot);
                line.Decimal("entryPrice", slot.Position.EntryPrice.Value, Grid.Fine);
                line.Number("account", slot.Position.Account.Value);
                break;
            case EventKind.FundingPaid:
                line.Decimal("amount", slot.FundingPaid.Amount.Value, Grid.Fine);
                line.Decimal("rate", slot.FundingPaid.Rate.Value, Grid.Rate);
                line.Decimal("mark", slot.FundingPaid.MarkPrice.Value, Grid.Fine);
                line.Decimal("quantity", slot.FundingPaid.Quantity.Value, grid.Lot);
                line.Number("account", slot.FundingPaid.Account.Value);
                break;
            case EventKind.PositionLiquidated:
                line.Decimal("mark", slot.PositionLiquidated.MarkPrice.Value, Grid.Fine);
                line.Decimal("marginBalance", slot.PositionLiquidated.MarginBalance.Value, Grid.Fine);
                line.Decimal("maintenance", slot.PositionLiquidated.Maintenance.Value, Grid.Fine);
                line.Decimal("quantity", slot.PositionLiquidated.Quantity.Value, grid.Lot);
                line.Number("account", slot.PositionLiquidated.Account.Value);
                break;
            default:
                break;
        }
    }

    // A long leg and a position that nets look the same in the stream: both go without the flag.
    private static void Leg(ILineWriter line, EventFlags flags)
    {
        if ((flags & EventFlags.ShortLeg) != 0)
        {
            line.Text("leg", "short");
            return;
        }

        line.Absent("leg");
    }
}
