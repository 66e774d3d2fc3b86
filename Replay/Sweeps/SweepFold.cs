using Replay.Backtests;

namespace Replay.Sweeps;

/// <summary>One split of the journal's time: parameters are chosen in the first part and judged in the second.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="InSample">Where parameters are chosen.</param>
/// <param name="OutOfSample">Where they are judged; it begins where the first part ends.</param>
public sealed record SweepFold(int Index, BacktestRange InSample, BacktestRange OutOfSample);
