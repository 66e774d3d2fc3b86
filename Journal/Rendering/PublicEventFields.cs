using Engine.Model.Events;

namespace Journal.Rendering;

/// <summary>The fields of public events.</summary>
internal static class PublicEventFields
{
    internal static void Write(ILineWriter line, in Event slot, Grid grid)
    {
        switch (slot.Kind)
        {
            case EventKind.BookLevel:
                Level(line, in slot, grid);
                break;
            case EventKind.BookSnapshotBegin:
            case EventKind.BookSnapshotEnd:
                EventLine.Given(line, "updateId", slot.BookSnapshot.LastUpdateId);
                line.Number("levels", slot.BookSnapshot.LevelCount);
                break;
            case EventKind.FeedGap:
                line.Number("lost", slot.FeedGap.LostCount);
                EventLine.Given(line, "expectedUpdateId", slot.FeedGap.ExpectedUpdateId);
                EventLine.Given(line, "receivedUpdateId", slot.FeedGap.ReceivedUpdateId);
                break;
            case EventKind.Trade:
                Side(line, in slot);
                line.Decimal("price", slot.Trade.Price.Value, grid.Tick);
                line.Decimal("quantity", slot.Trade.Quantity.Value, grid.Lot);
                line.Text("key", KeyText.Format(slot.Trade.Key));
                break;
            case EventKind.Quote:
                line.Decimal("bidPrice", slot.Quote.BidPrice.Value, grid.Tick);
                line.Decimal("bidQuantity", slot.Quote.BidQuantity.Value, grid.Lot);
                line.Decimal("askPrice", slot.Quote.AskPrice.Value, grid.Tick);
                line.Decimal("askQuantity", slot.Quote.AskQuantity.Value, grid.Lot);
                EventLine.Given(line, "updateId", slot.Quote.UpdateId);
                break;
            case EventKind.Bar:
                Bar(line, in slot, grid);
                break;
            default:
                Derivative(line, in slot, grid);
                break;
        }
    }

    private static void Level(ILineWriter line, in Event slot, Grid grid)
    {
        line.Text("side", EventLine.SideName(slot.Side));
        line.Decimal("price", slot.BookLevel.Price.Value, grid.Tick);
        line.Decimal("quantity", slot.BookLevel.Quantity.Value, grid.Lot);
        EventLine.Given(line, "firstUpdateId", slot.BookLevel.FirstUpdateId);
        EventLine.Given(line, "lastUpdateId", slot.BookLevel.LastUpdateId);
        line.Flag("snapshot", (slot.Flags & EventFlags.Snapshot) != 0);
    }

    private static void Bar(ILineWriter line, in Event slot, Grid grid)
    {
        ref readonly var bar = ref slot.Bar;
        var open = bar.Open.Value;
        line.Text("interval", slot.Interval.Name());
        line.Decimal("open", open, grid.Tick);
        line.Decimal("high", open + bar.HighOffset, grid.Tick);
        line.Decimal("low", open + bar.LowOffset, grid.Tick);
        line.Decimal("close", open + bar.CloseOffset, grid.Tick);
        line.Decimal("volume", bar.Volume.Value, grid.Lot);
        line.Decimal("takerBuyVolume", bar.TakerBuyVolume.Value, grid.Lot);
        line.Number("trades", bar.TradeCount);
    }

    private static void Derivative(ILineWriter line, in Event slot, Grid grid)
    {
        switch (slot.Kind)
        {
            case EventKind.Mark:
                line.Decimal("mark", slot.Mark.MarkPrice.Value, Grid.Fine);
                line.Decimal("index", slot.Mark.IndexPrice.Value, Grid.Fine);
                line.Decimal("settle", slot.Mark.SettlePrice.Value, Grid.Fine);
                line.Decimal("fundingRate", slot.Mark.FundingRate.Value, Grid.Rate);
                EventLine.Time(line, "nextFundingTime", slot.Mark.NextFundingTime);
                break;
            case EventKind.Funding:
                line.Decimal("rate", slot.Funding.Rate.Value, Grid.Rate);
                EventLine.Time(line, "fundingTime", slot.Funding.FundingTime);
                line.Decimal("mark", slot.Funding.MarkPrice.Value, Grid.Fine);
                EventLine.Given(line, "intervalNs", slot.Funding.IntervalNs);
                break;
            case EventKind.OpenInterest:
                line.Decimal("quantity", slot.OpenInterest.Quantity.Value, grid.Lot);
                line.Decimal("value", slot.OpenInterest.Value.Value, Grid.Fine);
                break;
            case EventKind.Liquidation:
                line.Text("side", EventLine.SideName(slot.Side));
                line.Decimal("price", slot.Liquidation.Price.Value, grid.Tick);
                line.Decimal("quantity", slot.Liquidation.Quantity.Value, grid.Lot);
                line.Text("key", KeyText.Format(slot.Liquidation.Key));
                break;
            default:
                break;
        }
    }

    private static void Side(ILineWriter line, in Event slot) => line.Text(
        "aggressor", (slot.Flags & EventFlags.SideUnknown) != 0 ? "unknown" : EventLine.SideName(slot.Side));
}
