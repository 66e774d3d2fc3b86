using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Engine.Host.Progress;
using Replay.Backtests;
using Replay.Sessions;

namespace Engine.Host.Commands.Backtests;

/// <summary>One backtest: configuration in, result and report out. Of <c>backtest</c> and of <c>demo</c>.</summary>
internal static class BacktestJob
{
    /// <summary>Runs it and writes the report where one is asked for.</summary>
    public static BacktestResult Run(BacktestOptions options, CommandContext context)
    {
        using var progress = new ProgressLine(context, "trading");
        return Run(options, context, new CountProgress(progress));
    }

    /// <summary>The same, telling somebody else how far it is.</summary>
    public static BacktestResult Run(BacktestOptions options, CommandContext context, IRunProgress? progress)
    {
        var request = CreateRequest(options, EffectiveConfiguration.Load(options.Configuration, context));
        if (options.Report is not null)
        {
            ReportFile.RequireWritable(options.Report);
        }

        var result = BacktestRunner.Run(request, progress, context.Token);
        if (options.Report is null)
        {
            return result;
        }

        ReportFile.Write(options.Report, result.Model);
        return result with { Report = options.Report };
    }

    /// <summary>Checks what can be checked before the journal is opened.</summary>
    /// <exception cref="UsageException">A strategy is unknown or named twice.</exception>
    internal static BacktestRequest CreateRequest(BacktestOptions options, EffectiveConfiguration configuration)
    {
        foreach (var (index, name) in options.Strategies.Index())
        {
            options.Shelf.Require(name);
            if (options.Strategies.Take(index).Contains(name))
            {
                throw new UsageException($"--strategy {name}: named twice; name each once");
            }
        }

        return new BacktestRequest
        {
            JournalPath = options.Journal,
            Catalog = options.Shelf.Catalog,
            Strategies = [.. options.Strategies.Select(name => ChoiceOf(options.Shelf.Require(name), configuration))],
            Instruments = options.Instruments,
            Capital = configuration.Capital,
            RiskLimits = configuration.Changed(ConfigurationTable.RiskSection),
            GuardLimits = configuration.Changed(ConfigurationTable.GuardSection),
            OrderRules = configuration.Changed(ConfigurationTable.OrderSection),
            SanitizerLimits = configuration.Changed(ConfigurationTable.SanitizerSection),
            AccountSettings = configuration.Changed(ConfigurationTable.AccountSection),
            Simulation = SimulationTable.Settings(configuration),
            OutPath = options.Out,
            Layout = options.Layout,
            ConfigurationText = configuration.TextFor(options.Strategies),
            Title = options.Title,
            EngineVersion = EngineVersion.Text,
        };
    }

    private static StrategyChoice ChoiceOf(StrategyDescriptor strategy, EffectiveConfiguration configuration) =>
        new(strategy.Name, configuration.Changed(strategy.Name))
        {
            Documents = StrategyDocumentFiles.Read(strategy, configuration.DocumentOf(strategy.Name)),
        };
}
