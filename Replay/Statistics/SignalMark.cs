using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>One signal as a chart shows it.</summary>
/// <param name="Time">When it was given.</param>
/// <param name="Strategy">Who gave it.</param>
/// <param name="Side">Bid to buy, ask to sell.</param>
/// <param name="Price">At which price it was seen, in ticks.</param>
/// <param name="Confidence">0 … 1.</param>
public readonly record struct SignalMark(
    TimestampNs Time, StrategyId Strategy, Side Side, PriceTicks Price, double Confidence);
