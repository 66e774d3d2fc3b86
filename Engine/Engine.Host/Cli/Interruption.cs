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
}
