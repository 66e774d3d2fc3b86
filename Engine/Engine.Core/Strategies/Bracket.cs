using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>Where what an entry opens is given up: a take-profit, a stop, or both.</summary>
/// <remarks>
/// Both are prices, or both are distances from the price of the entry's first fill. The orders for them go out as the
/// entry fills, for what is filled and not closed, and are reduce-only.
/// </remarks>
public struct Bracket
{
    /// <summary>The price at which profit is taken; zero for none.</summary>
    public PriceTicks TakeProfit;

    /// <summary>The price at which loss is cut; zero for none.</summary>
    public PriceTicks Stop;

    /// <summary>How far from the price of the first fill profit is taken, ticks; zero for none.</summary>
    public long TakeProfitDistance;

    /// <summary>How far from the price of the first fill loss is cut, ticks; zero where it is not said so.</summary>
    public long StopDistance;

    /// <summary>
    /// Whether the take-profit, once triggered, is a limit order at its price, which may stand unfilled; else it takes
    /// at market. The stop always does: one that can be passed over protects nothing.
    /// </summary>
    public bool IsTakeProfitLimit;

    /// <summary>Whether the mark price triggers both; else the last trade does.</summary>
    public bool TriggerOnMark;

    /// <summary>A bracket at prices; zero for none.</summary>
    public static Bracket At(PriceTicks takeProfit, PriceTicks stop) => new() { TakeProfit = takeProfit, Stop = stop };

    /// <summary>A bracket at distances from the price of the first fill, ticks; zero for none.</summary>
    public static Bracket Within(long takeProfitDistance, long stopDistance) =>
        new() { TakeProfitDistance = takeProfitDistance, StopDistance = stopDistance };

    /// <summary>Whether a take-profit is asked for.</summary>
    public readonly bool HasTakeProfit => TakeProfit != PriceTicks.Zero || TakeProfitDistance != 0;

    /// <summary>Whether a stop is asked for.</summary>
    public readonly bool HasStop => Stop != PriceTicks.Zero || StopDistance != 0;

    /// <summary>The same with distances as prices.</summary>
    /// <param name="side">The side of the entry.</param>
    /// <param name="price">The price from which they count.</param>
    internal readonly Bracket From(Side side, PriceTicks price)
    {
        var away = side == Side.Bid ? 1 : -1;
        var bracket = this;
        if (TakeProfitDistance > 0)
        {
            // A price below the grid is none: the lowest one is the best that can be had.
            bracket.TakeProfit = new PriceTicks(Math.Max(1, checked(price.Value + (away * TakeProfitDistance))));
        }

        if (StopDistance > 0)
        {
            bracket.Stop = new PriceTicks(Math.Max(1, checked(price.Value - (away * StopDistance))));
        }

        (bracket.TakeProfitDistance, bracket.StopDistance) = (0, 0);
        return bracket;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref TakeProfit);
        sink.Visit(ref Stop);
        sink.Visit(ref TakeProfitDistance);
        sink.Visit(ref StopDistance);
        sink.Visit(ref IsTakeProfitLimit);
        sink.Visit(ref TriggerOnMark);
    }
}
