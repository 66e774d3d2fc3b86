using System.CommandLine;
using Engine.Host.Cli;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal</c>: facts, integrity and content of journals, and their merging.</summary>
internal static class JournalCommand
{
    public static Command Create(CommandRunner runner) =>
        new("journal", "Look into journals, verify them, merge them.")
        {
            InspectCommand.Create(runner),
            VerifyCommand.Create(runner),
            CatCommand.Create(runner),
            MergeCommand.Create(runner),
        };

    /// <summary>The journal that a command reads.</summary>
    internal static Argument<string> PathArgument() => new("journal") { Description = "The journal's directory." };
}
