using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>A strategy of the run, for those who report on it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Descriptor">Its type.</param>
/// <param name="Instruments">What it trades.</param>
/// <param name="IsDisabled">Whether it was disabled because it threw.</param>
/// <param name="Fault">What it threw, and at which event; for people, and forgotten by a restored core.</param>
public sealed record RunningStrategy(
    StrategyId Id, StrategyDescriptor Descriptor, IReadOnlyList<InstrumentId> Instruments, bool IsDisabled,
    string? Fault);
