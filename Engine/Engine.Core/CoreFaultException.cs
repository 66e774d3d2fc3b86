namespace Engine.Core;

/// <summary>An invariant of the core is broken, or its input is impossible: the core stops where it stands.</summary>
/// <remarks>Nothing is caught to go on. The journal holds the evidence up to <see cref="Sequence" />.</remarks>
public sealed class CoreFaultException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is broken.</param>
    /// <param name="sequence">The event at which it showed; −1 before the first.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public CoreFaultException(string message, long sequence = -1, Exception? inner = null)
        : base(sequence >= 0 ? $"event {sequence}: {message}" : message, inner) => Sequence = sequence;

    /// <summary>The event at which it showed; −1 before the first.</summary>
    public long Sequence { get; }
}
