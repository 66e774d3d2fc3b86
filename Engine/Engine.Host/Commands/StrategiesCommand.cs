using System.CommandLine;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Engine.Model.Numbers;
using Engine.Strategies.Conditions;
using Engine.Strategies.Conditions.Indicators;
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
            Description = "One strategy, by name or your own as PATH#TYPE; all where none is named.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var schema = new Option<bool>("--schema")
        {
            Description = "Print the JSON schema of the document that the strategy is made of, for editors.",
        };
        var presets = new Option<bool>("--presets")
        {
            Description = "List what ships for each pair: strategy, second choice, largest position, target spread.",
        };
        var command = new Command("strategies", "List the built-in strategies, with parameters, units and defaults.")
        {
            name, schema, presets,
        };
        runner.Attach(command, (parsed, context) => parsed.GetValue(schema)
            ? PrintSchema(parsed.GetValue(name), context)
            : parsed.GetValue(presets)
                ? PresetScreen.Run(parsed.GetValue(name), context)
                : Run(parsed.GetValue(name), context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(string? name, CommandContext context)
    {
        var shown = name is null ? StrategyShelf.BuiltIn.All : [Named(name)];
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

            if (descriptor.Parameters.Count > 0)
            {
                screen.Table(Parameters(descriptor));
            }
        }

        if (name == ConditionStrategy.Descriptor.Name)
        {
            screen.Heading("indicators that its document may name");
            screen.Table(Indicators());
        }

        return ExitCode.Ok;
    }

    /// <summary>Prints the schema of a strategy's document.</summary>
    /// <exception cref="UsageException">The strategy is not made of a document that has one.</exception>
    internal static int PrintSchema(string? name, CommandContext context)
    {
        if (name != ConditionStrategy.Descriptor.Name)
        {
            throw new UsageException(
                $"--schema: only '{ConditionStrategy.Descriptor.Name}' is made of a document; "
                + $"`engine strategies {ConditionStrategy.Descriptor.Name} --schema`");
        }

        context.Out.WriteLine(ConditionSchema.Create().ToJsonString(JsonOutput.Shapes.Options));
        return ExitCode.Ok;
    }

    private static StrategyDescriptor Named(string name) =>
        StrategyShelf.With([name], out var names).Require(names[0]);

    private static TextTable Indicators()
    {
        var table = new TextTable(
            new TextColumn("indicator"), new TextColumn("parameters", Wraps: true),
            new TextColumn("unit", Importance: 1), new TextColumn("what it is", Wraps: true));
        foreach (var row in IndicatorCatalogue.All)
        {
            table.AddRow(row.Name, string.Join(", ", row.Parameters.Select(Describe)), row.Unit, row.Help);
        }

        return table;
    }

    private static string Describe(IndicatorParameter row) => row.Kind == IndicatorParameterKind.Duration
        ? $"{row.Name} {DurationText.Format((long)row.Default)}"
        : $"{row.Name} {row.Default:R}";

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
