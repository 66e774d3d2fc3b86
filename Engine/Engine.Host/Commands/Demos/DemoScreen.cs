using Engine.Host.Cli;
using Engine.Host.Commands.Backtests;
using Engine.Host.Commands.Replays;
using Engine.Host.Output;
using Replay.Backtests;
using Replay.Replaying;
using Replay.Statistics;

namespace Engine.Host.Commands.Demos;

/// <summary>The story of a demo for people, told while it happens. Silent beside JSON.</summary>
internal sealed class DemoScreen
{
    private readonly CommandContext _context;

    public DemoScreen(CommandContext context) => _context = context;

    /// <summary>The market is made.</summary>
    public void Market(GenerateResult market) => Step(
        "market", market.ElapsedSeconds,
        $"{Plural.Of(market.Instruments, "instrument", "instruments")}, {Plural.Of(market.Events, "event", "events")}, "
        + $"{market.FirstTime[..16]} to {market.LastTime[11..16]} UTC, seed {market.Seed}");

    /// <summary>It is traded.</summary>
    public void Trading(BacktestResult result) => Step(
        "trading", result.ElapsedSeconds,
        $"{Plural.Of(result.Orders, "order", "orders")}, {Plural.Of(result.Fills, "fill", "fills")}, "
        + $"through the rings into a journal, {NumberText.Count((long)result.EventsPerSecond)} events/s");

    /// <summary>It is replayed.</summary>
    public void Proof(ReplayResult result) => Step(
        "replay", result.ElapsedSeconds,
        result.FirstDifference is { } difference
            ? $"DIFFERENT at event {difference.Sequence}: {difference.What} {difference.Recorded}, "
                + $"now {difference.Replayed}"
            : ReplayCommand.Verdict(result));

    /// <summary>The figures, and what to type next.</summary>
    public void Results(BacktestResult result, DemoFolder folder)
    {
        var screen = Screen.Of(_context);
        screen.Table(BacktestScreen.Table(result.Runs));
        screen.Line("The strategies are plain on purpose: what is shown is the engine, not an edge.");
        screen.Heading("What next");
        var engine = ProgramName();
        screen.Facts(
            ("the report, in a browser", folder.Report),
            ("the run's facts", $"{engine} journal inspect {folder.Run}"),
            ("its events and decisions", $"{engine} journal cat {folder.Run} --from 1000000 --to 1000050"),
            ("the proof again", $"{engine} replay {folder.Run} --verify"),
            ("the same market, otherwise", $"{engine} backtest --journal {folder.Market} --strategy market-maker "
                + "--set simulation.entryLatency=50ms"),
            ("the strategies' parameters", $"{engine} strategies"));
        Diagnostics.Warn(result.Warnings, _context);
    }

    /// <summary>What a reader can type: the file itself where it lies below the working directory.</summary>
    private static string ProgramName()
    {
        const string Name = "engine";
        var file = Environment.ProcessPath;
        if (file is null || Path.GetFileNameWithoutExtension(file) != Name)
        {
            return Name;
        }

        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Name : relative;
    }

    private void Step(string name, double seconds, string text)
    {
        if (!_context.IsJson)
        {
            _context.Out.WriteLine($"{name,-9}{NumberText.Duration(seconds),8}   {text}");
            _context.Out.Flush();
        }
    }
}
