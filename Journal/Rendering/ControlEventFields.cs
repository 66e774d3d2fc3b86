using System.Globalization;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;

namespace Journal.Rendering;

/// <summary>The fields of control events.</summary>
internal static class ControlEventFields
{
    internal static void Write(ILineWriter line, in Event slot, Grid grid, InstrumentRegistry registry)
    {
        switch (slot.Kind)
        {
            case EventKind.AssetDefined:
                line.Number("asset", slot.AssetDefined.Asset.Value);
                line.Text("name", slot.AssetDefined.Name.ToString());
                break;
            case EventKind.InstrumentDefined:
                Defined(line, in slot.InstrumentDefined);
                break;
            case EventKind.InstrumentTerms:
                Terms(line, in slot.InstrumentTerms, grid, registry);
                break;
            case EventKind.InstrumentSymbol:
            case EventKind.ConfigText:
                line.Text("text", slot.Text.ToString());
                break;
            case EventKind.StrategyDefined:
                line.Number("strategy", slot.StrategyDefined.Strategy.Value);
                line.Text("type", slot.StrategyDefined.TypeName.ToString());
                break;
            case EventKind.StrategyInstrument:
                line.Number("strategy", slot.StrategyInstrument.Strategy.Value);
                line.Number("account", slot.StrategyInstrument.Account.Value);
                break;
            case EventKind.StrategyDocument:
                line.Number("strategy", slot.StrategyDocument.Strategy.Value);
                line.Text("text", slot.StrategyDocument.Text.ToString());
                break;
            case EventKind.StrategyCode:
                line.Number("strategy", slot.StrategyCode.Strategy.Value);
                line.Text("sha256", slot.StrategyCode.Hash.ToString());
                break;
            case EventKind.ParameterSet:
                Parameter(line, in slot.ParameterSet);
                break;
            case EventKind.SessionStarted:
                line.Number("epoch", slot.SessionStarted.Epoch);
                line.Text("mode", slot.SessionStarted.Mode.ToString());
                line.Text("durability", slot.SessionStarted.Durability.ToString());
                line.Text("codeHash", $"{slot.SessionStarted.CodeHash:x16}");
                line.Number("seed", slot.SessionStarted.Seed);
                break;
            case EventKind.OperatorRequest:
                line.Text("action", slot.OperatorRequest.Action.ToString());
                line.Number("account", slot.OperatorRequest.Account.Value);
                EventLine.Given(line, "order", slot.OperatorRequest.OrderId.Value);
                EventLine.GivenDecimal(
                    line, "cumulativeQuantity", slot.OperatorRequest.CumulativeQuantity.Value, grid.Lot);
                EventLine.GivenDecimal(line, "price", slot.OperatorRequest.Price.Value, Grid.Fine);
                EventLine.GivenDecimal(line, "fee", slot.OperatorRequest.Fee.Value, Grid.Fine);
                break;
            default:
                break;
        }
    }

    private static void Defined(ILineWriter line, in InstrumentDefined grid)
    {
        line.Text("venue", grid.Venue.Name());
        line.Text("contract", grid.ContractType.ToString());
        Step(line, "tickSize", grid.TickMantissa, grid.TickScale);
        Step(line, "lotSize", grid.LotMantissa, grid.LotScale);
        Step(line, "multiplier", grid.MultiplierMantissa, grid.MultiplierScale);
        line.Decimal("makerFee", grid.MakerFee, Grid.Rate);
        line.Decimal("takerFee", grid.TakerFee, Grid.Rate);
    }

    private static void Terms(ILineWriter line, in InstrumentTerms terms, Grid grid, InstrumentRegistry registry)
    {
        line.Text("base", Grid.AssetName(registry, terms.BaseAsset));
        line.Text("quote", Grid.AssetName(registry, terms.QuoteAsset));
        line.Text("settle", Grid.AssetName(registry, terms.SettleAsset));
        line.Decimal("minNotional", terms.MinNotional.Value, Grid.Fine);
        line.Decimal("minQuantity", terms.MinQuantity.Value, grid.Lot);
        line.Decimal("maxQuantity", terms.MaxQuantity.Value, grid.Lot);
        if (terms.Replaces.IsSome)
        {
            line.Number("replaces", terms.Replaces.Value);
        }
        else
        {
            line.Absent("replaces");
        }
    }

    /// <summary>A step as a definition has it; one that is no step is shown as it lies there.</summary>
    private static void Step(ILineWriter line, string name, long mantissa, int scale)
    {
        if (mantissa > 0 && scale <= DecimalStep.ScaleMax)
        {
            line.Decimal(name, 1, new DecimalStep(mantissa, scale));
            return;
        }

        line.Text(name, $"{mantissa}e-{scale}");
    }

    private static void Parameter(ILineWriter line, in ParameterSet parameter)
    {
        line.Number("strategy", parameter.Strategy.Value);
        line.Number("parameter", parameter.Parameter);
        line.Text("name", parameter.Name.ToString());
        line.Text("type", parameter.Type.ToString());
        switch (parameter.Type)
        {
            case ParameterType.Real:
                var real = BitConverter.Int64BitsToDouble(parameter.Bits);
                line.Text("value", real.ToString("R", CultureInfo.InvariantCulture));
                break;
            case ParameterType.Money:
                line.Decimal("value", parameter.Bits, Grid.Fine);
                break;
            case ParameterType.Rate:
                line.Decimal("value", parameter.Bits, Grid.Rate);
                break;
            default:
                line.Number("value", parameter.Bits);
                break;
        }
    }
}
