using System.Globalization;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Journal.Rendering;

/// <summary>Writes one command as a line: every field of its kind.</summary>
internal static class CommandLine
{
    internal static void Write(ILineWriter line, in Command command, int ordinal, InstrumentRegistry registry)
    {
        var grid = Grid.Of(registry, command.Instrument);
        line.BeginCommand(command.Cause, ordinal, command.Kind.ToString(), grid.Name);
        switch (command.Kind)
        {
            case CommandKind.Witness:
            case CommandKind.Digest:
                line.Text("hash", $"{command.Hash:x16}");
                line.Number("count", command.Count);
                break;
            case CommandKind.StrategyState:
            case CommandKind.TradingState:
            case CommandKind.BooksState:
                line.Number("before", command.StateBefore);
                line.Number("after", command.StateAfter);
                break;
            case CommandKind.Signal:
                line.Text("side", EventLine.SideName(command.Side));
                line.Decimal("price", command.Price.Value, grid.Tick);
                var confidence = BitConverter.Int64BitsToDouble(command.Count);
                line.Text("confidence", confidence.ToString("R", CultureInfo.InvariantCulture));
                break;
            case CommandKind.SignalState:
                SignalState(line, in command, grid);
                break;
            case CommandKind.DataState:
                line.Flag("failing", command.IsFailing != 0);
                line.Number("measured", command.Measured);
                line.Number("limit", command.Limit);
                break;
            case CommandKind.GuardState:
                Guard(line, in command);
                break;
            case CommandKind.Reconciled:
                Reconciled(line, in command);
                break;
            case CommandKind.OrderCorrected:
                line.Number("order", command.OrderId.Value);
                line.Text("side", EventLine.SideName(command.Side));
                line.Decimal("price", command.Price.Value, grid.Tick);
                line.Decimal("quantity", command.Quantity.Value, grid.Lot);
                line.Decimal("venue", command.Measured, grid.Lot);
                line.Decimal("books", command.Limit, grid.Lot);
                break;
            case CommandKind.Evidence:
                Evidence(line, in command);
                break;
            case CommandKind.CancelOrder:
            case CommandKind.QueryOrder:
                line.Number("order", command.OrderId.Value);
                break;
            case CommandKind.QueryPosition:
                break;
            case CommandKind.Alert:
                Alert(line, in command);
                break;
            case CommandKind.OrderGrouped:
                Grouped(line, in command, grid);
                break;
            case CommandKind.ProtectionState:
                Protection(line, in command, grid);
                break;
            default:
                Order(line, in command, grid);
                break;
        }

        Who(line, in command);
        line.EndLine();
    }

    private static void SignalState(ILineWriter line, in Command command, Grid grid)
    {
        line.Number("signal", command.SignalNumber);
        line.Text("side", EventLine.SideName(command.Side));
        line.Decimal("price", command.Price.Value, grid.Tick);
        line.Text(
            "confidence",
            BitConverter.Int64BitsToDouble(command.Count).ToString("R", CultureInfo.InvariantCulture));
        line.Number("before", command.StateBefore);
        line.Number("after", command.StateAfter);
        line.Number("source", command.Source.Value);
    }

    private static void Guard(ILineWriter line, in Command command)
    {
        line.Text("guard", command.Guard.ToString());
        line.Number("before", command.GuardBefore);
        line.Number("after", command.GuardAfter);
        line.Number("measured", command.Measured);
        line.Number("limit", command.Limit);
        if (command.Venue != VenueId.None)
        {
            line.Text("venue", command.Venue.Name());
        }
    }

    private static void Evidence(ILineWriter line, in Command command)
    {
        line.Text("name", command.Name.ToString());
        line.Text("value", command.Value.ToString("R", CultureInfo.InvariantCulture));
        line.Text("bound", command.Bound.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void Protection(ILineWriter line, in Command command, Grid grid)
    {
        line.Number("order", command.OrderId.Value);
        line.Text("side", EventLine.SideName(command.Side));
        line.Decimal("held", command.Quantity.Value, grid.Lot);
        line.Number("before", command.StateBefore);
        line.Number("after", command.StateAfter);
    }

    /// <summary>What it is about and by how much, where it says so.</summary>
    private static void Alert(ILineWriter line, in Command command)
    {
        var isOfAsset = command.Reason is ReasonCode.ReconciliationDifference or ReasonCode.EntryPriceUnknown;
        EventLine.Given(line, isOfAsset ? "asset" : "order", isOfAsset ? command.Asset.Value : command.OrderId.Value);
        if (command.Measured != 0 || command.Limit != 0)
        {
            line.Number("measured", command.Measured);
            line.Number("limit", command.Limit);
        }

        Leg(line, in command);
    }

    private static void Leg(ILineWriter line, in Command command)
    {
        if ((command.Flags & CommandFlags.ShortLeg) != 0)
        {
            line.Text("leg", "short");
        }
    }

    /// <summary>Of an entry also where it will be given up: prices, or how far from its first fill.</summary>
    private static void Grouped(ILineWriter line, in Command command, Grid grid)
    {
        line.Number("order", command.OrderId.Value);
        line.Number("group", command.Group.Value);
        line.Text("role", command.Role.ToString());
        EventLine.GivenDecimal(line, "takeProfit", command.Price.Value, grid.Tick);
        EventLine.GivenDecimal(line, "stop", command.Trigger.Value, grid.Tick);
        line.Flag("distances", (command.Flags & CommandFlags.Distances) != 0);
    }

    private static void Reconciled(ILineWriter line, in Command command)
    {
        EventLine.Given(line, "asset", command.Asset.Value);
        if ((command.Flags & CommandFlags.EntryPrice) != 0)
        {
            line.Decimal("venueEntryPrice", command.Measured, Grid.Fine);
            line.Decimal("booksEntryPrice", command.Limit, Grid.Fine);
        }
        else
        {
            line.Number("venue", command.Measured);
            line.Number("books", command.Limit);
        }

        Leg(line, in command);
    }

    private static void Order(ILineWriter line, in Command command, Grid grid)
    {
        line.Number("order", command.OrderId.Value);
        line.Text("side", EventLine.SideName(command.Side));
        line.Decimal("price", command.Price.Value, grid.Tick);
        line.Decimal("quantity", command.Quantity.Value, grid.Lot);
        if (command.Kind == CommandKind.OrderRefused)
        {
            line.Number("measured", command.Measured);
            line.Number("limit", command.Limit);
            return;
        }

        line.Text("type", command.Type.ToString());
        line.Text("timeInForce", command.TimeInForce.ToString());
        line.Flag("postOnly", (command.Flags & CommandFlags.PostOnly) != 0);
        line.Flag("reduceOnly", (command.Flags & CommandFlags.ReduceOnly) != 0);
        Conditions(line, in command, grid);
    }

    /// <summary>What only some orders have.</summary>
    private static void Conditions(ILineWriter line, in Command command, Grid grid)
    {
        EventLine.GivenDecimal(line, "trigger", command.Trigger.Value, grid.Tick);
        line.Flag("triggerOnMark", (command.Flags & CommandFlags.TriggerOnMark) != 0);
        var isTrailing = command.Type == OrderType.TrailingStop;
        EventLine.Given(line, "trailingOffsetBps", isTrailing ? command.ExpiryOrOffset : 0);
        EventLine.Time(line, "expiry", new TimestampNs(isTrailing ? 0 : command.ExpiryOrOffset));
    }

    private static void Who(ILineWriter line, in Command command)
    {
        EventLine.Given(line, "strategy", command.Strategy.Value);
        if (command.Kind is not (CommandKind.SignalState or CommandKind.GuardState))
        {
            EventLine.Given(line, "account", command.Account.Value);
        }

        if (command.Reason != ReasonCode.None)
        {
            line.Text("reason", command.Reason.ToString());
        }
    }
}
