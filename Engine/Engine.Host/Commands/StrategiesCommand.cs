using System.CommandLine;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Replay.Backtests;
using Replay.Sessions;

namespace Engine.Host.Commands;

/// <summary><c>engine strategies</c>: what is built in, with parameters, units and defaults.</summary>
internal static class StrategiesCommand
{
    public static Command Create(CommandRunner runner)
    {
        var name = new Argument<string?>("name")
        {
            Description = "One strategy; all where none is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("strategies", "List the built-in strategies, with parameters, units and defaults.")
        {
            name,
        };
        runner.Attach(command, (parsed, context) => Run(parsed.GetValue(name), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string? name, CommandContext context)
    {
        var shown = name is null ? StrategyShelf.All : [StrategyShelf.Require(name)];
        if (context.IsJson)
        {
            JsonOutput.Write(context, [.. shown.Select(Document)], JsonOutput.Shapes.IReadOnlyListStrategyDocument);
            return ExitCode.Ok;
        }

        var screen = Screen.Of(context);
        foreach (var descriptor in shown)
        {
            screen.Heading(descriptor.Name);
            screen.Line(descriptor.Summary);
            screen.Line($"Needs {string.Join(", ", MissingInputs.Names(descriptor))}.");
            if (descriptor.DisabledReason is { } reason)
            {
                screen.Line($"Ships disabled: live and paper runs refuse it unless forced. {reason}");
            }

            screen.Table(Parameters(descriptor));
        }

        return ExitCode.Ok;
    }

    private static TextTable Parameters(StrategyDescriptor descriptor)
    {
        var table = new TextTable(
            new TextColumn("parameter"), new TextColumn("default", IsNumeric: true),
            new TextColumn("unit", Importance: 1),
            new TextColumn("allowed", Importance: 2), new TextColumn("what it does", Wraps: true));
        foreach (var row in descriptor.Parameters.Concat(HostedParameters.Table))
        {
            table.AddRow(
                row.Name, ParameterText.Format(row, row.Default), row.Unit, ParameterText.Range(row), row.Help);
        }

        return table;
    }

    private static StrategyDocument Document(StrategyDescriptor descriptor) => new(
        descriptor.Name,
        descriptor.Summary,
        descriptor.IsMultiInstrument,
        descriptor.ShipsDisabled,
        [.. MissingInputs.Names(descriptor)],
        descriptor.DisabledReason,
        [.. descriptor.Parameters.Concat(HostedParameters.Table).Select(Document)]);

    private static ParameterDocument Document(ParameterDescriptor row) => new(
        row.Name,
        ParameterJson.TypeName(row),
        row.Unit.Length == 0 ? null : row.Unit,
        ParameterJson.Value(row, row.Default),
        ParameterText.Range(row),
        row.Help);
}
