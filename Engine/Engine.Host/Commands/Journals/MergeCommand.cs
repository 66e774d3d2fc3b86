using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Journal;
using Journal.Merging;
using Journal.Reading;
using Journal.Writing;
using Replay.Statistics;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal merge</c>: several journals of data as one, in the order of time.</summary>
internal static class MergeCommand
{
    public static Command Create(CommandRunner runner)
    {
        var sources = new Argument<string[]>("journals")
        {
            Description = "The journals; at one time, the first named goes first.",
            Arity = ArgumentArity.OneOrMore,
        };
        var path = new Option<string>("--out")
        {
            Description = "The journal to make.",
            HelpName = "J",
            Required = true,
        };
        var command = new Command("merge", "Join journals by time, instruments renumbered.") { sources, path };
        runner.Attach(
            command,
            (parsed, context) => Run(parsed.GetRequiredValue(sources), parsed.GetRequiredValue(path), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(IReadOnlyList<string> sources, string path, CommandContext context)
    {
        RequireDifferent(sources);
        var (id, createdTime) = JournalMerger.DeriveIdentity(sources);
        var options = new JournalWriterOptions
        {
            Directory = path,
            JournalId = id,
            CreatedTime = createdTime,
            EngineVersion = EngineVersion.Text,
            Mode = JournalWriteMode.Offline,
        };
        using var progress = new ProgressLine(context, "merging");
        var result = JournalMerger.Merge(sources, options, new CountProgress(progress), context.Token);
        progress.Dispose();
        if (context.IsJson)
        {
            var document = new MergeDocument(path, sources, result.Events, result.LeftOut, !result.IsComplete);
            JsonOutput.Write(context, document, JsonOutput.Shapes.MergeDocument);
        }
        else
        {
            Screen.Of(context).Facts(
                ("journal", path),
                ("from", string.Join(", ", sources)),
                ("events", NumberText.Count(result.Events)),
                ("left out", $"{NumberText.Count(result.LeftOut)} that say nothing of the market"));
        }

        var purged = sources.Where(source => JournalReader.Open(source).FirstSequence > 0);
        Diagnostics.Warn(
            [.. purged.Select(source => $"the head of {source} was purged: its market begins in the middle")], context);
        return result.IsComplete ? ExitCode.Ok : Interruption.Shorter(context, path);
    }

    /// <summary>One journal named twice, or a copy of it, would make each of its trades happen twice.</summary>
    private static void RequireDifferent(IReadOnlyList<string> sources)
    {
        var seen = new Dictionary<JournalId, string>();
        foreach (var source in sources)
        {
            var id = JournalReader.Open(source).Facts.JournalId;
            if (!seen.TryAdd(id, source))
            {
                throw new UsageException(
                    $"{seen[id]} and {source} are the same journal ({id}), whose events would count twice; "
                    + "name it once");
            }
        }
    }
}
