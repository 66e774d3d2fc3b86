using System.CommandLine;
using Engine.Host.Configuration;

namespace Engine.Host.Cli;

/// <summary>The flags of every command that takes a configuration.</summary>
internal sealed class ConfigurationOptions
{
    /// <summary>The file.</summary>
    public Option<string?> File { get; } = new("--config")
    {
        Description = "The configuration file; engine.json of the working directory where it is there.",
        HelpName = "F",
    };

    /// <summary>Single settings.</summary>
    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Override one key, such as --set risk.maxOrderNotional=500; may be repeated.",
        HelpName = "k=v",
    };

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(File);
        command.Options.Add(Set);
    }

    /// <summary>What a command line says.</summary>
    public ConfigurationSources Read(ParseResult parsed, IReadOnlyList<string> strategies) =>
        new(parsed.GetValue(File), parsed.GetValue(Set) ?? [], strategies);
}
