using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Output;

namespace Engine.Host.Commands.Backtests;

/// <summary>
/// <c>engine backtest</c>: strategies on the public events of a journal, against the simulated venue.
/// </summary>
internal static class BacktestCommand
{
    public static Command Create(CommandRunner runner)
    {
        var flags = new BacktestFlags();
        var configuration = new ConfigurationOptions();
        var command = new Command(
            "backtest", "Run strategies on the public events of a journal against the simulated venue.");
        flags.AddTo(command);
        configuration.AddTo(command);
        runner.Attach(command, (parsed, context) => Run(flags.Read(parsed, configuration), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(BacktestOptions options, CommandContext context)
    {
        var result = options.IsMatrix ? MatrixBacktest.Run(options, context) : BacktestJob.Run(options, context);
        if (context.IsJson)
        {
            JsonOutput.Write(context, result, JsonOutput.Shapes.BacktestResult);
        }
        else
        {
            BacktestScreen.Print(result, options.IsDetailed, context);
        }

        return !result.Interrupted ? ExitCode.Ok
            : result.Out is null ? Interruption.Report(context, "the figures are those of the part that ran")
            : Interruption.Shorter(context, result.Out);
    }
}
