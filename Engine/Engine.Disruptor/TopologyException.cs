namespace Engine.Disruptor;

/// <summary>A graph cannot run as it is wired. The message names what is wrong and how to mend it.</summary>
/// <remarks>
/// Thrown at the start, on the thread that builds the graph; never by a graph that runs, which the checks cost nothing.
/// </remarks>
public sealed class TopologyException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, by name, and the mend.</param>
    public TopologyException(string message)
        : base(message)
    {
    }
}
