using System.CommandLine;
using Benchmarks.Harness;
using Engine.Host.Cli;
using Engine.Host.Output;
using Replay.Statistics;

namespace Engine.Host.Commands;

/// <summary>
/// <c>engine bench</c>: the performance figures on this machine, each with its method and the hardware line.
/// </summary>
internal static class BenchCommand
{
    // Above this, decimal places are noise.
    private const int WholeFrom = 1_000;

    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string?>("name")
        {
            Description = "A figure or a group, such as ring; all where none is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var directory = new Option<string?>("--dir")
        {
            Description = "Where figures of the disk may write.",
            HelpName = "D",
        };
        var quick = new Option<bool>("--quick")
        {
            Description = "Each once and short: a smoke test, and marked as such.",
        };
        var check = new Option<bool>("--check")
        {
            Description = "Answer 1 where a ratio misses its target, or something happens that must not at all; "
                + "not with --quick.",
        };
        var command = new Command("bench", "Measure this machine; every figure comes with its method.")
        {
            name, directory, quick, check,
        };
        runner.Attach(command, (parsed, context) => Run(
            parsed.GetValue(name),
            new BenchmarkOptions { Directory = parsed.GetValue(directory), Quick = parsed.GetValue(quick) },
            parsed.GetValue(check),
            context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string? name, BenchmarkOptions options, bool isChecked, CommandContext context)
    {
        if (options.Quick && isChecked)
        {
            throw new UsageException(
                "--quick --check: figures of a quick run prove nothing; leave one of both out");
        }

        if (options.Directory is { } directory)
        {
            RequireWritable(directory);
        }

        var chosen = BenchmarkCatalog.Find(name);
        if (chosen.Count == 0)
        {
            throw new UsageException(
                $"no figure '{name}'; known are {string.Join(", ", BenchmarkCatalog.All.Select(known => known.Name))}");
        }

        var told = options with
        {
            Progress = context.IsJson ? null : running => context.Error.WriteLine($"measuring {running}"),
            Notice = context.Error.WriteLine,
        };
        var entries = new List<BenchmarkEntry>();
        foreach (var entry in BenchmarkCatalog.Run(chosen, told))
        {
            entries.Add(entry);
            if (context.Token.IsCancellationRequested)
            {
                break;
            }
        }

        if (context.IsJson)
        {
            JsonOutput.Write(context, entries, JsonOutput.Shapes.ListBenchmarkEntry);
        }
        else
        {
            Print(entries, options, context);
        }

        if (context.Token.IsCancellationRequested)
        {
            return Interruption.Report(context, "the figures so far are printed");
        }

        return isChecked ? Check(entries, context) : ExitCode.Ok;
    }

    /// <summary>Finds out before a long run whether the figures of the disk have a place.</summary>
    private static void RequireWritable(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new UsageException($"--dir \"{directory}\": no such directory; create it first");
        }

        var probe = OutputFile.Unfinished(Path.Combine(directory, "engine-bench"));
        try
        {
            using (File.Create(probe))
            {
            }

            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"--dir {directory}: no file can be written there ({exception.Message}); name another", exception);
        }
    }

    /// <summary>Names what was missed of that which holds on any machine.</summary>
    internal static int Check(IEnumerable<BenchmarkEntry> entries, CommandContext context)
    {
        var missed = BenchmarkTargets.Missed(entries).ToList();
        foreach (var (entry, target) in missed)
        {
            context.Error.WriteLine(
                $"missed: {entry.Name} is {Number(entry.Median)} {entry.Unit}, asked for is {Bound(target)}");
        }

        return missed.Count == 0 ? ExitCode.Ok : ExitCode.No;
    }

    private static void Print(List<BenchmarkEntry> entries, BenchmarkOptions options, CommandContext context)
    {
        var table = new TextTable(
            new TextColumn("figure"), new TextColumn("median", IsNumeric: true), new TextColumn("min", IsNumeric: true),
            new TextColumn("max", IsNumeric: true), new TextColumn("unit"),
            new TextColumn("target", IsNumeric: true, Importance: 1),
            new TextColumn("runs", IsNumeric: true, Importance: 2),
            new TextColumn("bytes/op", IsNumeric: true, Importance: 1));
        foreach (var entry in entries)
        {
            table.AddRow(
                entry.Name, Number(entry.Median), Number(entry.Min), Number(entry.Max), entry.Unit,
                BenchmarkTargets.Of(entry.Name) is { } target ? Bound(target) : string.Empty,
                NumberText.Count(entry.Runs), NumberText.Fixed(entry.AllocatedBytesPerOp, 2));
        }

        var screen = Screen.Of(context);
        screen.Table(table);
        if (entries.Count > 0)
        {
            screen.Line(entries[0].Hardware);
        }

        screen.Line(options.Quick
            ? "A quick run: the figures say that it works, not how fast."
            : "--json adds how each figure was measured.");
    }

    private static string Bound(BenchmarkTarget target) =>
        (target.IsAtLeast ? "≥ " : "≤ ") + Number(target.Value);

    private static string Number(double value) => NumberText.Fixed(value, Math.Abs(value) >= WholeFrom ? 0 : 2);
}
