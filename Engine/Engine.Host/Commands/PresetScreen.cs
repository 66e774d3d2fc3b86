using Engine.Host.Cli;
using Engine.Host.Output;
using Replay.Presets;
using Replay.Statistics;

namespace Engine.Host.Commands;

/// <summary><c>engine strategies --presets</c>: what ships for each pair.</summary>
internal static class PresetScreen
{
    /// <summary>Prints the presets.</summary>
    /// <param name="strategy">Those alone that name it; all where none is named.</param>
    /// <param name="context">Where to.</param>
    public static int Run(string? strategy, CommandContext context)
    {
        IReadOnlyList<PairPreset> shown =
            [.. PairPresets.All.Where(preset => strategy is null || preset.Choices().Contains(strategy))];
        if (context.IsJson)
        {
            JsonOutput.Write(context, shown, JsonOutput.Shapes.IReadOnlyListPairPreset);
            return ExitCode.Ok;
        }

        var table = new TextTable(
            new TextColumn("pair"), new TextColumn("strategy"), new TextColumn("second choice"),
            new TextColumn("largest position", IsNumeric: true), new TextColumn("target spread, bps", IsNumeric: true));
        foreach (var preset in shown)
        {
            table.AddRow(
                preset.Pair, preset.Strategy, preset.Second ?? NumberText.Absent,
                NumberText.Count(preset.MaxPosition), $"{preset.TargetSpreadBps}");
        }

        var screen = Screen.Of(context);
        screen.Table(table);
        screen.Line("engine backtest --journal J --preset pairs runs each choice in each of these pairs that J has.");
        return ExitCode.Ok;
    }
}
