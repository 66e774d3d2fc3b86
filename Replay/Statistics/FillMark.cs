using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>One fill as a chart shows it.</summary>
/// <param name="Time">When the engine learnt of it.</param>
/// <param name="Strategy">Whose order it was.</param>
/// <param name="Side">Bid bought, ask sold.</param>
/// <param name="Price">In ticks.</param>
/// <param name="Quantity">In lots.</param>
/// <param name="PositionAfter">The strategy's position after it, in lots.</param>
public readonly record struct FillMark(
    TimestampNs Time, StrategyId Strategy, Side Side, PriceTicks Price, QtyLots Quantity, QtyLots PositionAfter);
