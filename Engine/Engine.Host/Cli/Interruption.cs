namespace Engine.Host.Cli;

/// <summary>What is said where a command was stopped and kept what it had.</summary>
internal static class Interruption
{
    /// <summary>Says what is kept.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(CommandContext context, string kept)
    {
        context.Error.WriteLine($"interrupted: {kept}");
        return ExitCode.Interrupted;
    }

    /// <summary>
    /// Says that a journal holds only the beginning. It looks like any other and is never overwritten, so the same
    /// command would be refused: what to do is said here, while it is known why.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static int Shorter(CommandContext context, string journal, string but = "shorter") => Report(
        context,
        $"{journal} is whole, but {but}; to make all of it, delete that directory and run the command again, or name "
        + "another");
}
