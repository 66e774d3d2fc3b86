namespace Engine.Host.Cli;

/// <summary>What the other end of a stream can show.</summary>
/// <param name="IsTerminal">Whether a person looks at it; else it is a file or a pipe.</param>
/// <param name="HasColour">Whether it takes ANSI colours.</param>
/// <param name="Width">Columns.</param>
internal sealed record TerminalFacts(bool IsTerminal, bool HasColour, int Width)
{
    /// <summary>Columns that are assumed where nobody looks: wide enough for the tables, narrow enough for a mail.</summary>
    public const int PlainWidth = 120;

    private const int TerminalWidthMin = 40;

    /// <summary>A file or a pipe.</summary>
    public static TerminalFacts Plain { get; } = new(false, false, PlainWidth);

    /// <summary>Looks at standard output or standard error.</summary>
    /// <param name="isRedirected">Whether the stream goes to a file or a pipe.</param>
    /// <param name="environment">Honours NO_COLOR and TERM=dumb.</param>
    public static TerminalFacts Detect(bool isRedirected, IReadOnlyDictionary<string, string> environment)
    {
        if (isRedirected)
        {
            return Plain;
        }

        var isDumb = environment.TryGetValue("TERM", out var term) && term == "dumb";
        var isColourless = environment.TryGetValue("NO_COLOR", out var refusal) && refusal.Length > 0;
        return new TerminalFacts(!isDumb, !isDumb && !isColourless, Math.Max(TerminalWidthMin, ReadWidth()));
    }

    private static int ReadWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            // Some terminals do not tell their size.
            return PlainWidth;
        }
    }
}
