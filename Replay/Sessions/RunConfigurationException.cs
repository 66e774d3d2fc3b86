namespace Replay.Sessions;

/// <summary>A run cannot be set up as it was asked for. The message names key, value and what is allowed.</summary>
public sealed class RunConfigurationException : Exception
{
    /// <summary>Makes the exception.</summary>
    public RunConfigurationException(string message)
        : base(message)
    {
    }
}
