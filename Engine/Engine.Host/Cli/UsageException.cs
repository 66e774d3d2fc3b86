namespace Engine.Host.Cli;

/// <summary>The person who typed the command can mend it; the message is one line that says how.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
