namespace Engine.Disruptor;

/// <summary>A graph stopped because one of its stages failed. The inner exception is what the stage threw.</summary>
/// <remarks>
/// Thrown only on a thread that asks, by <see cref="HaltSignal.ThrowIfFaulted" />; costs nothing where none failed.
/// </remarks>
public sealed class StageFaultException : Exception
{
    /// <summary>Makes the exception of a fault.</summary>
    /// <param name="fault">The fault.</param>
    public StageFaultException(StageFault fault)
        : base($"Stage '{fault.Stage}' failed in the batch that begins at sequence {fault.Sequence}: "
            + fault.Exception.Message, fault.Exception)
    {
        Fault = fault;
    }

    /// <summary>The fault.</summary>
    public StageFault Fault { get; }
}
