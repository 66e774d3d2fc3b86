using System.CommandLine;
using Engine.Host.Cli;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal</c>: what is done with journals as files.</summary>
internal static class JournalCommand
{
    public static Command Create(CommandRunner runner) =>
        new("journal", "Look into journals; verify, export, repair, compress, merge and shorten them.")
        {
            InspectCommand.Create(runner),
            VerifyCommand.Create(runner),
            CatCommand.Create(runner),
            ExportCommand.Create(runner),
            RepairCommand.Create(runner),
            CompactCommand.Create(runner),
            QualityCommand.Create(runner),
            MergeCommand.Create(runner),
            SnapshotCommand.Create(runner),
            RetentionCommand.Create(runner),
        };

    /// <summary>The journal that a command reads.</summary>
    internal static Argument<string> PathArgument() => new("journal") { Description = "The journal's directory." };
}
