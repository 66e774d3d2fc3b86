using System.CommandLine;
using Engine.Host.Cli;
using Engine.Host.Configuration;
using Engine.Host.Output;
using Replay.Sessions;

namespace Engine.Host.Commands;

/// <summary><c>engine config</c>: what is in force, whether it is sound, and its schema.</summary>
internal static class ConfigCommand
{
    private const string DocumentHelp = "The document that the strategy is made of; several with commas between.";

    public static Command Create(CommandRunner runner) =>
        new("config", "Show the effective configuration, check it, or print its JSON schema.")
        {
            CreateShow(runner), CreateCheck(runner), CreateSchema(runner),
        };

    /// <summary>Prints every key with its value and where it comes from.</summary>
    internal static int Show(ConfigurationSources sources, CommandContext context)
    {
        var configuration = EffectiveConfiguration.Load(sources, context);
        if (context.IsJson)
        {
            JsonOutput.Write(context, Document(configuration), JsonOutput.Shapes.ConfigurationDocument);
            return ExitCode.Ok;
        }

        var table = new TextTable(
            new TextColumn("key"), new TextColumn("value", IsNumeric: true), new TextColumn("unit", Importance: 2),
            new TextColumn("set by", Importance: 1), new TextColumn("allowed", Importance: 3),
            new TextColumn("what it does", Importance: 4, Wraps: true));
        foreach (var setting in configuration.Settings)
        {
            var row = setting.Key.Parameter;
            table.AddRow(
                setting.Key.Path, setting.Text, row.Unit, setting.Origin ?? "default", ParameterText.Range(row),
                row.Help);
        }

        foreach (var document in configuration.Documents)
        {
            table.AddRow(document.Key, document.Value, "file", document.Origin, "a path", HelpOf(document.Key));
        }

        var screen = Screen.Of(context);
        var none = $"none ({ConfigurationFile.DefaultName} is read where it is there)";
        screen.Line($"file: {configuration.File ?? none}");
        screen.Table(table);
        return ExitCode.Ok;
    }

    /// <summary>Says all that is wrong, a line each.</summary>
    internal static int Check(ConfigurationSources sources, CommandContext context)
    {
        var configuration = EffectiveConfiguration.Load(sources, context, out var errors);
        var changed = configuration.Settings.Count(setting => setting.Origin is not null);
        if (context.IsJson)
        {
            var document = new ConfigurationCheckDocument(configuration.File, errors.Count == 0, changed, errors);
            JsonOutput.Write(context, document, JsonOutput.Shapes.ConfigurationCheckDocument);
        }

        foreach (var error in errors)
        {
            context.Error.WriteLine($"error: {error.ReplaceLineEndings(" ")}");
        }

        if (errors.Count == 0 && !context.IsJson)
        {
            context.Out.WriteLine($"ok: {changed} of {configuration.Settings.Count} keys are set, "
                + $"file: {configuration.File ?? "none"}");
        }

        return errors.Count == 0 ? ExitCode.Ok : ExitCode.Usage;
    }

    private static Command CreateShow(CommandRunner runner)
    {
        var options = new ConfigurationOptions();
        var command = new Command("show", "Every key with its value and where it comes from.");
        options.AddTo(command);
        runner.Attach(command, (parsed, context) => Show(options.Read(parsed, []), context));
        return command;
    }

    private static Command CreateCheck(CommandRunner runner)
    {
        var options = new ConfigurationOptions();
        var command = new Command("check", "Exit code 0 where all is sound, else 2 and a line for each error.");
        options.AddTo(command);
        runner.Attach(command, (parsed, context) => Check(options.Read(parsed, []), context));
        return command;
    }

    private static Command CreateSchema(CommandRunner runner)
    {
        var command = new Command("schema", $"The JSON schema of {ConfigurationFile.DefaultName}, for editors.");
        runner.Attach(command, (_, context) =>
        {
            context.Out.WriteLine(ConfigurationSchema.Create().ToJsonString(JsonOutput.Shapes.Options));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string HelpOf(string key) =>
        key == SimulationTable.LatencyFileKey ? SimulationTable.LatencyFileHelp : DocumentHelp;

    private static ConfigurationDocument Document(EffectiveConfiguration configuration) => new(
        configuration.File,
        [
            .. configuration.Settings.Select(setting => new SettingDocument(
                setting.Key.Path,
                ParameterJson.Value(setting.Key.Parameter, setting.Bits),
                ParameterJson.Value(setting.Key.Parameter, setting.Key.Parameter.Default),
                ParameterText.Range(setting.Key.Parameter),
                setting.Key.Parameter.Unit.Length == 0 ? null : setting.Key.Parameter.Unit,
                setting.Origin,
                setting.Key.Parameter.Help)),
            .. configuration.Documents.Select(document => new SettingDocument(
                document.Key, document.Value, null, "a path", "file", document.Origin, HelpOf(document.Key))),
        ]);
}
