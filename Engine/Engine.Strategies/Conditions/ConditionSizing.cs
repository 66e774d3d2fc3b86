using Engine.Core.Strategies;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies.Conditions;

/// <summary>How large a position may be now, with what it was decided by.</summary>
internal readonly struct ConditionSizing
{
    /// <summary>The lots; zero where the venue would not take so few.</summary>
    internal QtyLots Lots { get; private init; }

    /// <summary>The notional that was aimed at.</summary>
    internal Money Notional { get; private init; }

    /// <summary>What limits and leverage left.</summary>
    internal Money Room { get; private init; }

    /// <summary>
    /// A percentage of what limits and leverage leave, scaled by the indicator that the document names, and no more
    /// than the stop may cost.
    /// </summary>
    internal static ConditionSizing Of(
        StrategyContext context, in PositionRules rules, Instrument instrument, PriceTicks price,
        ReadOnlySpan<double> values)
    {
        var equity = Math.Max(0, (double)context.Equity(instrument.Id).Value);
        var room = Math.Min(context.Room(instrument.Id).Value, equity * rules.Leverage);
        var notional = room * rules.SizePct / 100;
        if (rules.ScaleIndicator != ConditionNode.None)
        {
            // Of a risk that is not known, the worst is taken.
            var risk = values[rules.ScaleIndicator];
            notional *= double.IsNaN(risk) ? Math.Min(rules.ScaleAtLow, rules.ScaleAtHigh) : rules.ScaleAt(risk);
        }

        if (rules.RiskPct > 0)
        {
            notional = Math.Min(notional, equity * rules.RiskPct / rules.StopPct);
        }

        var amount = new Money((long)notional);
        var lots = Sizing.LotsFor(instrument, price, amount);
        return new ConditionSizing
        {
            Lots = Sizing.Tradable(instrument, price, lots),
            Notional = amount,
            Room = new Money((long)room),
        };
    }
}
