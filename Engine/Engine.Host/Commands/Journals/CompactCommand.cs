using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Journal.Compression;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal compact</c>: sealed segments compressed, to be read as before.</summary>
internal static class CompactCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var command = new Command(
            "compact", "Compress the sealed segments in place; each is decoded and compared before the raw one goes.")
        {
            path,
        };
        runner.Attach(command, (parsed, context) => Run(parsed.GetRequiredValue(path), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, CommandContext context)
    {
        CompactionResult result;
        using (var progress = new ProgressLine(context, "compressing", "bytes"))
        {
            result = JournalCompactor.Compact(path, new ShareProgress(progress), context.Token);
        }

        if (context.IsJson)
        {
            JsonOutput.Write(
                context,
                new CompactDocument(
                    path, result.Compressed, result.AlreadyCompressed, result.Left, result.BytesBefore,
                    result.BytesAfter),
                JsonOutput.Shapes.CompactDocument);
            return ExitCode.Ok;
        }

        Screen.Of(context).Facts(
            ("journal", path),
            ("compressed", Plural.Of(result.Compressed, "segment", "segments")),
            ("before", Plural.Of(result.AlreadyCompressed, "segment", "segments")),
            ("left raw", Plural.Of(result.Left, "segment", "segments")),
            ("size", $"{ByteText.Of(result.BytesAfter)}, was {ByteText.Of(result.BytesBefore)}"
                + $" ({NumberText.Ratio((double)result.BytesBefore / result.BytesAfter)} times smaller)"));
        return ExitCode.Ok;
    }
}
