using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Engine.Host.Cli;
using Engine.Host.Commands.Backtests;
using Engine.Host.Commands.Replays;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Sessions;

namespace Engine.Host.Commands.Demos;

/// <summary>
/// <c>engine demo</c>: a market is made, traded through the ring, journaled, replayed, and proved to repeat.
/// </summary>
internal static class DemoCommand
{
    // Four instruments at the generator's pace: eight hours of market, and well under a minute on two cores.
    private const int Instruments = 4;
    private const long Events = 2_880_000;

    private static readonly string[] Strategies = ["market-maker", "momentum"];

    public static Command Create(CommandRunner runner)
    {
        var seed = new Option<long>("--seed")
        {
            Description = "Any number; another number is another market.",
            HelpName = "S",
            DefaultValueFactory = _ => 1,
        };
        var path = new Option<string>("--out")
        {
            Description = "The folder for market, run and report; that of an earlier demo is cleared first.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DemoFolder.DefaultPath,
        };
        var command = new Command(
            "demo", "The whole story offline: make a market, trade it, journal it, replay it, prove it identical.")
        {
            seed, path,
        };
        runner.Attach(
            command,
            (parsed, context) =>
                Run(parsed.GetValue(path) ?? DemoFolder.DefaultPath, parsed.GetValue(seed), Events, context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string path, long seed, long events, CommandContext context)
    {
        var screen = new DemoScreen(context);
        using var folder = DemoFolder.Open(path);
        var market = MarketFactory.Make(new GenerateOptions(folder.Market, Instruments, events, seed), context);
        if (market.Interrupted)
        {
            return Interruption.Report(context, "the same command begins anew");
        }

        screen.Market(market);
        var backtest = BacktestJob.Run(OptionsFor(folder), context);
        if (backtest.Interrupted)
        {
            return Interruption.Report(context, "the same command begins anew");
        }

        screen.Trading(backtest);
        var replay = ReplayCommand.Replay(new ReplayRequest { JournalPath = folder.Run, Verify = true }, context);
        screen.Proof(replay);
        if (context.IsJson)
        {
            context.Out.WriteLine(Document(folder, backtest, replay).ToJsonString(JsonOutput.Shapes.Options));
        }
        else
        {
            screen.Results(backtest, folder);
        }

        return replay.Identical == true ? ExitCode.Ok : ExitCode.No;
    }

    /// <summary>
    /// The strategies with their defaults: a demo shows the same on every machine, whatever is configured there.
    /// </summary>
    private static BacktestOptions OptionsFor(DemoFolder folder) => new()
    {
        Journal = folder.Market,
        Strategies = Strategies,
        Configuration = ConfigurationSources.None,
        Layout = RunLayout.Fused,
        Out = folder.Run,
        Report = folder.Report,
        Title = "Demo",
    };

    private static JsonObject Document(DemoFolder folder, BacktestResult backtest, ReplayResult replay)
    {
        var shapes = JsonOutput.Shapes;
        var document = JsonSerializer.SerializeToNode(backtest, shapes.BacktestResult)!
            .AsObject();
        document["journal"] = folder.Run;
        document["market"] = folder.Market;
        document["replay"] = JsonSerializer.SerializeToNode(replay, shapes.ReplayResult);
        return document;
    }
}
