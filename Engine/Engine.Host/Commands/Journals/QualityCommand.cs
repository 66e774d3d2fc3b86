using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Host.Progress;
using Replay.Quality;
using Replay.Sessions;

namespace Engine.Host.Commands.Journals;

/// <summary><c>engine journal quality</c>: what is wrong with the market data of a journal.</summary>
internal static class QualityCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = JournalCommand.PathArgument();
        var silence = new Option<string?>("--silence")
        {
            Description = "How long trades, quotes and books may be silent; 60s where it is not said.",
            HelpName = "D",
        };
        var jump = new Option<double?>("--jump")
        {
            Description = "From how many percent on a jump of the price is reported in any market; 10 if not said.",
            HelpName = "P",
        };
        var save = new Option<bool>("--save")
        {
            Description = $"Keep the report as {QualityFile.Name} beside the events; backtests repeat it then.",
        };
        var command = new Command(
            "quality",
            "Look for gaps, duplicates, crossed books, times going backwards, price jumps and impossible values.")
        {
            path, silence, jump, save,
        };
        runner.Attach(command, (parsed, context) => Run(
            parsed.GetRequiredValue(path), Limits(parsed.GetValue(silence), parsed.GetValue(jump)),
            parsed.GetValue(save), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, QualityLimits limits, bool isKept, CommandContext context)
    {
        QualityReport report;
        using (var progress = new ProgressLine(context, "reading"))
        {
            report = QualityReports.Of(path, limits, new CountProgress(progress), context.Token);
        }

        if (isKept)
        {
            QualityFile.Write(path, report);
        }

        if (context.IsJson)
        {
            JsonOutput.Write(context, report, JsonOutput.Shapes.QualityReport);
        }
        else
        {
            QualityScreen.Print(report, Screen.Of(context));
        }

        return ExitCode.Ok;
    }

    private static QualityLimits Limits(string? silence, double? jump)
    {
        var limits = QualityLimits.Default;
        if (silence is not null)
        {
            limits = ParameterText.TryParseDuration(silence, out var nanoseconds) && nanoseconds > 0
                ? limits with { SilenceNs = nanoseconds }
                : throw new UsageException($"--silence {silence}: write a duration such as 60s");
        }

        if (jump is { } percent)
        {
            limits = percent is > 0 and <= 1_000_000
                ? limits with { JumpBasisPoints = (long)Math.Ceiling(percent * 100) }
                : throw new UsageException($"--jump {percent}: write a positive number of percent such as 10");
        }

        return limits;
    }
}
