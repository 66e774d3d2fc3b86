using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Replay.Statistics;

namespace Engine.Host.Commands.Criteria;

/// <summary><c>engine criteria</c>: whether a result is good enough to go live.</summary>
internal static class CriteriaCommand
{
    public static Command Create(CommandRunner runner)
    {
        var report = new Argument<string>("report")
        {
            Description = "What `engine backtest --json` printed: a file, or - for standard input.",
            HelpName = "REPORT.json",
        };
        var configuration = new ConfigurationOptions();
        var command = new Command(
            "criteria",
            "Hold a result against the go-live criteria. Exit code 0: all are met, 1: some are not, and which. "
            + "Bounds: --set criteria.minSharpe=2 and the like; `engine config show` lists them.")
        {
            report,
        };
        configuration.AddTo(command);
        runner.Attach(
            command,
            (parsed, context) => Run(parsed.GetRequiredValue(report), configuration.Read(parsed, []), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, ConfigurationSources sources, CommandContext context)
    {
        var criteria = CriteriaTable.Criteria(EffectiveConfiguration.Load(sources, context));
        var judged = ResultReader.Read(path, context)
            .Select(run => Judge(run, criteria))
            .ToList();
        var document = new CriteriaDocument(path, judged.TrueForAll(run => run.Met), judged);
        if (context.IsJson)
        {
            JsonOutput.Write(context, document, JsonOutput.Shapes.CriteriaDocument);
        }
        else
        {
            Print(document, context);
        }

        return document.Met ? ExitCode.Ok : ExitCode.No;
    }

    private static JudgedRunDocument Judge(JudgedRun run, GoLiveCriteria criteria)
    {
        var verdicts = criteria.Judge(run);
        return new JudgedRunDocument(run.Strategy, run.Instrument, verdicts.All(verdict => verdict.Met), verdicts);
    }

    private static void Print(CriteriaDocument document, CommandContext context)
    {
        var screen = Screen.Of(context);
        var table = new TextTable(
            new TextColumn("Strategy"), new TextColumn("Instrument", Importance: 1), new TextColumn("Criterion"),
            new TextColumn("Value", IsNumeric: true), new TextColumn("Needed", IsNumeric: true),
            new TextColumn("Verdict", Wraps: true));
        foreach (var run in document.Runs)
        {
            foreach (var verdict in run.Criteria)
            {
                table.AddRow(
                    run.Strategy, run.Instrument, NameOf(verdict.Name),
                    new TextCell(verdict.Text, verdict.Value is null ? CellTone.Absent : CellTone.Plain),
                    verdict.Needed, VerdictOf(verdict));
            }
        }

        screen.Table(table);
        var failed = document.Runs.Count(run => !run.Met);
        screen.Line(failed == 0
            ? "All criteria are met."
            : document.Runs.Count == 1
                ? $"Not met: {Failed(document.Runs[0])}."
                : $"Not met by {failed} of {document.Runs.Count}.");
    }

    private static TextCell VerdictOf(CriterionDocument verdict) => verdict.Met
        ? new TextCell("met", CellTone.Gain)
        : new TextCell(verdict.Reason is null ? "not met" : $"not met: {verdict.Reason}", CellTone.Loss);

    private static string Failed(JudgedRunDocument run) =>
        string.Join(", ", run.Criteria.Where(verdict => !verdict.Met).Select(verdict => NameOf(verdict.Name)));

    private static string NameOf(string key) => key switch
    {
        "sharpe" => "Sharpe",
        "maxDrawdownPct" => "max drawdown",
        "winRate" => "win rate",
        "profitFactor" => "profit factor",
        _ => key,
    };
}
