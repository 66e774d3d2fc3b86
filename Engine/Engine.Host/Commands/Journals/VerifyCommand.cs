using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Journal.Inspection;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal verify</c>: whether every byte is as it was written.</summary>
internal static class VerifyCommand
{
    private const int JobsMax = 256;

    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var jobs = new Option<int?>("--jobs")
        {
            Description = "How many threads read at once, a segment each; as many as processors where it is not said.",
            HelpName = "N",
        };
        var command = new Command(
            "verify",
            "Check every frame, and whether the commands of a run are those of its events. Exit code 0: whole, "
            + "1: a torn tail that recovery will cut, or one stream behind the other, 3: damaged.")
        {
            path, jobs,
        };
        runner.Attach(
            command,
            (parsed, context) => Run(
                parsed.GetRequiredValue(path), parsed.GetValue(jobs) ?? Environment.ProcessorCount, context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, int jobs, CommandContext context)
    {
        if (jobs is < 1 or > JobsMax)
        {
            throw new UsageException($"--jobs {jobs}: write 1 to {JobsMax}");
        }

        JournalReport report;
        using (var progress = new ProgressLine(context, "verifying", "bytes"))
        {
            report = JournalVerifier.Verify(path, jobs, new ShareProgress(progress), context.Token);
        }

        if (context.IsJson)
        {
            var fault = report.Fault is { } place
                ? new FaultDocument(place.Segment, place.Offset, place.What, place.EventsBefore)
                : null;
            JsonOutput.Write(
                context,
                new VerifyDocument(
                    report.Path, report.IsIntact, report.Events, fault, report.Commands, report.TornBytes,
                    report.PurgedEvents),
                JsonOutput.Shapes.VerifyDocument);
        }
        else if (!report.IsDamaged)
        {
            context.Out.WriteLine(
                $"{Verdict(report)}: {Plural.Of(report.Events, "event", "events")}, "
                + $"{Plural.Of(report.Commands, "command", "commands")}, {ByteText.Of(report.Bytes)}{Purged(report)}");
        }

        return report.IsDamaged ? ReportDamage(report, context) : report.IsIntact ? ExitCode.Ok : ExitCode.No;
    }

    /// <summary>What retention has removed, in a few words after a comma; empty for nothing.</summary>
    internal static string Purged(JournalReport report) =>
        report.PurgedEvents == 0 ? string.Empty : $"; events 0 to {report.PurgedEvents - 1} were purged";

    /// <summary>In a few words, how sound a journal is.</summary>
    internal static string Verdict(JournalReport report) => report switch
    {
        { IsDamaged: true } => $"damaged ({report.Fault})",
        { IsIntact: true } => "intact",
        { TornBytes: 0, Fault: { } fault } => $"incomplete ({fault.Segment}: {fault.What})",
        _ => $"a torn tail of {report.TornBytes} bytes behind the last whole frame",
    };

    /// <summary>Names the first place that is damaged.</summary>
    /// <returns>The exit code.</returns>
    internal static int ReportDamage(JournalReport report, CommandContext context)
    {
        context.Error.WriteLine(
            $"error: {report.Path}: damaged: {report.Fault}; restore the segment from a copy");
        return ExitCode.BadData;
    }
}
