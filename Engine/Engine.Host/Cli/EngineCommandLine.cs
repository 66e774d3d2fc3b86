using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Engine.Host.Commands;
using Engine.Host.Commands.Backtests;
using Engine.Host.Commands.Criteria;
using Engine.Host.Commands.Demos;
using Engine.Host.Commands.Diffs;
using Engine.Host.Commands.Imports;
using Engine.Host.Commands.Journals;
using Engine.Host.Commands.Replays;
using Engine.Host.Commands.Simulations;
using Engine.Host.Commands.Sweeps;

namespace Engine.Host.Cli;

/// <summary>The command line as a whole: the tree of commands, and what is said where a line does not parse.</summary>
internal static class EngineCommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandContext context)
    {
        var root = CreateRoot(context);
        var parsed = root.Parse(arguments.Count == 0 ? ["--help"] : arguments);
        if (parsed.Action is ParseErrorAction or null)
        {
            return ReportParseErrors(parsed, context);
        }

        if (EmptyWord(parsed.CommandResult) is { } place)
        {
            context.Error.WriteLine(
                $"error: {place} \"\": nothing is given; `{PathOf(parsed.CommandResult)} --help` tells more");
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,

            // Exceptions and signals have their own rules here: exit codes, and keeping what is complete.
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return parsed.Invoke(configuration);
    }

    /// <summary>The tree of all commands.</summary>
    public static RootCommand CreateRoot(CommandContext context)
    {
        var runner = new CommandRunner(context);
        var root = new RootCommand(
            "A deterministic, event-sourced trading engine: backtests that are proved to repeat to the bit.")
        {
            DemoCommand.Create(runner),
            GenerateCommand.Create(runner),
            ImportCommand.Create(runner),
            BacktestCommand.Create(runner),
            CriteriaCommand.Create(runner),
            SweepCommand.Create(runner),
            SimulateCommand.Create(runner),
            ReplayCommand.Create(runner),
            DiffCommand.Create(runner),
            JournalCommand.Create(runner),
            StrategiesCommand.Create(runner),
            VenuesCommand.Create(runner),
            ConfigCommand.Create(runner),
            BenchCommand.Create(runner),
        };
        root.Options.Add(runner.Json);
        root.Options.Add(runner.Verbose);
        foreach (var option in root.Options)
        {
            switch (option)
            {
                case VersionOption version:
                    version.Action = new VersionAction();
                    break;
                case HelpOption { Action: HelpAction help }:
                    // Width of the terminal, so that help is the same in a pipe and in a test.
                    help.MaxWidth = context.OutFacts.Width;
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    /// <summary>
    /// The option or argument that was given an empty word, as a script does whose variable is not set: no command
    /// means anything by one.
    /// </summary>
    private static string? EmptyWord(CommandResult result)
    {
        foreach (var child in result.Children)
        {
            if (child.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                return child is OptionResult option ? option.Option.Name
                    : child is ArgumentResult argument ? argument.Argument.Name
                    : null;
            }
        }

        return null;
    }

    private static int ReportParseErrors(ParseResult parsed, CommandContext context)
    {
        var stranger = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        var message = stranger is not null
            ? Unknown(stranger, parsed.CommandResult)
            : parsed.Errors.Count > 0 ? Message(parsed.Errors[0]) : "no command is given";
        context.Error.WriteLine(
            $"error: {ErrorReport.OneLine(message)}; `{PathOf(parsed.CommandResult)} --help` tells more");
        return ExitCode.Usage;
    }

    /// <summary>
    /// The library's sentence speaks of types of .NET where a value does not fit; ours of what to write.
    /// </summary>
    private static string Message(ParseError error) =>
        error.SymbolResult is OptionResult { Tokens: [var token], Option: var option } && Allowed(option) is { } allowed
            ? $"{option.Name} {token.Value}: write {allowed}"
            : error.Message.TrimEnd('.');

    private static string? Allowed(Option option)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        if (type.IsEnum)
        {
            return "one of " + string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()));
        }

        return type == typeof(int) || type == typeof(long) || type == typeof(ulong) ? "a whole number"
            : type == typeof(double) || type == typeof(decimal) ? "a number"
            : null;
    }

    private static string Unknown(string stranger, CommandResult result)
    {
        var isOption = stranger.StartsWith('-');
        var known = isOption
            ? OptionsOf(result).SelectMany(option => option.Aliases.Prepend(option.Name))
            : result.Command.Subcommands.Select(command => command.Name);
        var nearest = NearestName.Find(stranger, known);
        var what = isOption ? "option" : result.Command.Subcommands.Count > 0 ? "command" : "argument";
        return $"unknown {what} '{stranger}'" + (nearest is null ? string.Empty : $"; did you mean '{nearest}'?");
    }

    private static IEnumerable<Option> OptionsOf(CommandResult result)
    {
        for (SymbolResult? level = result; level is CommandResult command; level = level.Parent)
        {
            foreach (var option in command.Command.Options.Where(option => level == result || option.Recursive))
            {
                yield return option;
            }
        }
    }

    private static string PathOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? level = result; level is CommandResult command; level = level.Parent)
        {
            names.Insert(0, command.Command is RootCommand ? "engine" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
