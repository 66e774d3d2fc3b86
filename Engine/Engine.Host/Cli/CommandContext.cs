namespace Engine.Host.Cli;

/// <summary>
/// What a command writes to and listens to. A test gives its own, and reads what a person would read.
/// </summary>
internal sealed record CommandContext
{
    /// <summary>Results: for people, or the one JSON document.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress and diagnostics.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>
    /// Opens what is piped into the process; empty where a test gives nothing. Few commands read it, and the console's
    /// own takes its time to start.
    /// </summary>
    public Func<TextReader> OpenIn { get; init; } = () => TextReader.Null;

    /// <summary>What <see cref="Out" /> can show.</summary>
    public TerminalFacts OutFacts { get; init; } = TerminalFacts.Plain;

    /// <summary>What <see cref="Error" /> can show.</summary>
    public TerminalFacts ErrorFacts { get; init; } = TerminalFacts.Plain;

    /// <summary>The process's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Asks to stop and to keep what is complete.</summary>
    public CancellationToken Token { get; init; }

    /// <summary>Whether the result is one JSON document.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether an error shows its stack.</summary>
    public bool IsVerbose { get; init; }
}
