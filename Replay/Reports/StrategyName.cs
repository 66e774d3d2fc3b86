using Engine.Model.Units;

namespace Replay.Reports;

/// <summary>How a strategy's number reads.</summary>
/// <param name="Id">Its number in the run.</param>
/// <param name="Name">Its name.</param>
public sealed record StrategyName(StrategyId Id, string Name);
