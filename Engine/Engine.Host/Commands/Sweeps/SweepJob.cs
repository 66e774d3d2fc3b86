using System.Globalization;
using Engine.Host.Cli;
using Engine.Host.Commands.Backtests;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Engine.Host.Progress;
using Engine.Model.State;
using Replay.Backtests;
using Replay.Sessions;
using Replay.Sweeps;
using Replay.Sweeps.Pages;

namespace Engine.Host.Commands.Sweeps;

/// <summary>One sweep: configuration in, table and report out.</summary>
internal static class SweepJob
{
    /// <summary>Runs it and writes the report where one is asked for.</summary>
    public static SweepResult Run(SweepOptions options, CommandContext context)
    {
        var grid = options.Grid;
        RequireKeys(options);
        if (options.Report is not null)
        {
            ReportFile.RequireWritable(options.Report);
        }

        var configuration = EffectiveConfiguration.Load(options.Configuration, context);
        var request = new SweepRequest
        {
            JournalPath = options.Journal,
            Strategy = options.Strategy,
            Grid = grid,
            RequestOf = point => RequestOf(options, grid.ValuesOf(point), context),
            Facts = Facts(options, configuration, context),
            Assumptions = BacktestAssumptions.Of(new BacktestRequest
            {
                JournalPath = options.Journal,
                Strategies = [],
                Instruments = options.Instruments,
                Capital = configuration.Capital,
                AccountSettings = configuration.Changed(ConfigurationTable.AccountSection),
                Simulation = SimulationTable.Settings(configuration),
                EngineVersion = EngineVersion.Text,
            }),
            Split = options.Split,
            Rank = options.Rank,
            Jobs = options.Jobs,
            OutPath = options.Out,
        };
        SweepResult result;
        using (var progress = new ProgressLine(context, "sweeping", "runs"))
        {
            result = SweepRunner.Run(request, new CountProgress(progress), context.Token);
        }

        if (options.Report is null)
        {
            return result;
        }

        ReportFile.Write(options.Report, writer => SweepReport.Write(writer, result));
        return result with { Report = options.Report };
    }

    /// <summary>
    /// A key that does not exist is the mistake of the whole sweep; a value that does not fit is a point's.
    /// </summary>
    private static void RequireKeys(SweepOptions options)
    {
        var keys = ConfigurationTable.Of(options.Shelf);
        foreach (var axis in options.Grid.Axes)
        {
            if (!axis.Key.EndsWith(ConfigurationTable.DocumentName, StringComparison.Ordinal))
            {
                ConfigurationTable.Require(axis.Key, [options.Strategy], keys);
            }
        }
    }

    private static BacktestRequest RequestOf(
        SweepOptions options, IReadOnlyList<KeyValuePair<string, string>> point, CommandContext context)
    {
        var sources = options.Configuration with
        {
            Sets = [.. options.Configuration.Sets, .. point.Select(pair => $"{pair.Key}={pair.Value}")],
        };
        return BacktestJob.CreateRequest(
            new BacktestOptions
            {
                Journal = options.Journal,
                Strategies = [options.Strategy],
                Shelf = options.Shelf,
                Instruments = options.Instruments,
                Configuration = sources,
                Layout = RunLayout.Direct,
            },
            EffectiveConfiguration.Load(sources, context));
    }

    /// <summary>What decides the figures beside journal, grid and split.</summary>
    private static List<KeyValuePair<string, string>> Facts(
        SweepOptions options, EffectiveConfiguration configuration, CommandContext context)
    {
        var documents = configuration.DocumentOf(options.Strategy) is null
            ? string.Empty
            : DocumentHash(RequestOf(options, [], context));
        return
        [
            KeyValuePair.Create("instruments", string.Join(' ', options.Instruments)),
            KeyValuePair.Create("documents", documents),
            SweepRunner.CodeFact(options.Shelf.Catalog),
            .. configuration.TextFor([options.Strategy])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('=', 2))
                .Select(pair => KeyValuePair.Create(pair[0], pair[1])),
        ];
    }

    private static string DocumentHash(BacktestRequest request) => XxHash64
        .Hash([.. request.Strategies[0].Documents.SelectMany(document => document.ToArray())])
        .ToString("x16", CultureInfo.InvariantCulture);
}
