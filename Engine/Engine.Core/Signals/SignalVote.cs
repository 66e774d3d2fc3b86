using Engine.Model.Units;

namespace Engine.Core.Signals;

/// <summary>What the pending signals of an instrument come to.</summary>
/// <param name="Side">The side that they favour; of no meaning where the score is zero.</param>
/// <param name="Score">0 … 1: 1 where all are sure and agree.</param>
/// <param name="Sources">How many favour that side.</param>
public readonly record struct SignalVote(Side Side, double Score, int Sources);
