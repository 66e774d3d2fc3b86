using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>Whether the terms of a bracket agree with each other and with its entry.</summary>
internal static class BracketChecks
{
    /// <summary>Judges a bracket beside its entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="bracket">The bracket.</param>
    /// <param name="price">Where the entry is expected to fill; zero where nobody knows.</param>
    /// <param name="stop">Gets the stop as a price; zero for none or not known.</param>
    internal static RiskVerdict Judge(in OrderRequest entry, in Bracket bracket, PriceTicks price, out PriceTicks stop)
    {
        stop = PriceTicks.Zero;
        var isEmpty = !bracket.HasTakeProfit && !bracket.HasStop;
        var isMixed = (bracket.TakeProfit != PriceTicks.Zero || bracket.Stop != PriceTicks.Zero)
            && (bracket.TakeProfitDistance != 0 || bracket.StopDistance != 0);
        var isNegative = bracket.TakeProfitDistance < 0 || bracket.StopDistance < 0;
        if (isEmpty || isMixed || isNegative || entry.IsReduceOnly
            || Agree(bracket, entry.Side) != ReasonCode.None)
        {
            return RiskVerdict.Refuse(ReasonCode.TermsContradict);
        }

        if (price <= PriceTicks.Zero)
        {
            return RiskVerdict.Pass;
        }

        var resolved = bracket.From(entry.Side, price);
        stop = resolved.Stop;
        if (bracket.HasStop)
        {
            var verdict = RiskChecks.StopOnLosingSide(entry.Side, price.Value, stop.Value);
            if (!verdict.IsPass)
            {
                return verdict;
            }
        }

        var isOnSide = !bracket.HasTakeProfit
            || (entry.Side == Side.Bid ? resolved.TakeProfit > price : resolved.TakeProfit < price);
        return isOnSide
            ? RiskVerdict.Pass
            : new RiskVerdict(ReasonCode.TakeProfitOnWrongSide, resolved.TakeProfit.Value, price.Value);
    }

    /// <summary>Whether take-profit and stop lie on two sides of something.</summary>
    /// <returns>None where they do, or one of them is not known yet.</returns>
    internal static ReasonCode Agree(in Bracket bracket, Side side)
    {
        var (profit, stop) = (bracket.TakeProfit, bracket.Stop);
        if (profit < PriceTicks.Zero || stop < PriceTicks.Zero)
        {
            return ReasonCode.PriceNotPositive;
        }

        if (profit == PriceTicks.Zero || stop == PriceTicks.Zero)
        {
            return ReasonCode.None;
        }

        return (side == Side.Bid ? profit > stop : profit < stop) ? ReasonCode.None : ReasonCode.StopOnWrongSide;
    }
}
