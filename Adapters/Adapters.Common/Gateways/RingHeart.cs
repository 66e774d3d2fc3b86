using Engine.Disruptor;

namespace Adapters.Common.Gateways;

/// <summary>The heart of a core that stands behind a ring. Any thread.</summary>
/// <param name="published">The cursor of the input ring.</param>
/// <param name="core">How far the core's stage is.</param>
/// <param name="halt">The stop of the graph.</param>
public sealed class RingHeart(Sequence published, Sequence core, HaltSignal halt) : IHeart
{
    /// <inheritdoc />
    public long Given => published.Value;

    /// <inheritdoc />
    public long Done => core.Value;

    /// <inheritdoc />
    public string? Fault => halt.Fault is { } fault
        ? $"'{fault.Stage}' failed at {fault.Sequence}: {fault.Exception.Message}"
        : halt.IsHalted ? "the graph was halted" : null;
}
