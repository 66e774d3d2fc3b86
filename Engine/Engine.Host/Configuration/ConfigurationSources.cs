using Engine.Host.Cli;
using Engine.Host.Composition;

namespace Engine.Host.Configuration;

/// <summary>Where settings come from, weakest first: file, environment, command line.</summary>
/// <param name="FilePath">The file; null for <c>engine.json</c> of the working directory, where there is one.</param>
/// <param name="Sets">The values of <c>--set</c>, in their order.</param>
/// <param name="Strategies">The strategies that run.</param>
internal sealed record ConfigurationSources(
    string? FilePath, IReadOnlyList<string> Sets, IReadOnlyList<string> Strategies)
{
    private const string VariablePrefix = "ENGINE__";

    /// <summary>Nothing but the defaults, whatever lies in the working directory or the environment.</summary>
    public static ConfigurationSources None { get; } =
        new(null, [], []) { FileRead = null, IsIgnoringEnvironment = true };

    /// <summary>The strategies at hand, whose parameters are keys.</summary>
    public StrategyShelf Shelf { get; init; } = StrategyShelf.BuiltIn;

    /// <summary>Whether the environment is left out.</summary>
    public bool IsIgnoringEnvironment { get; private init; }

    /// <summary>The file that is read; null for none.</summary>
    public string? FileRead { get; private init; } =
        FilePath ?? (File.Exists(ConfigurationFile.DefaultName) ? ConfigurationFile.DefaultName : null);

    /// <summary>What file and environment said when they were frozen; null where they are read each time.</summary>
    private IReadOnlyList<RawSetting>? Frozen { get; init; }

    /// <summary>All settings, a later one overriding an earlier.</summary>
    /// <exception cref="UsageException">A source cannot be read.</exception>
    public IEnumerable<RawSetting> Read(IReadOnlyDictionary<string, string> environment) =>
        (Frozen ?? ReadOutside(environment)).Concat(ReadSets());

    /// <summary>The same, with file and environment read now: many runs of one command have one configuration.</summary>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public ConfigurationSources Freeze(IReadOnlyDictionary<string, string> environment) =>
        this with { Frozen = [.. ReadOutside(environment)] };

    private IEnumerable<RawSetting> ReadOutside(IReadOnlyDictionary<string, string> environment)
    {
        if (FileRead is not null)
        {
            foreach (var setting in ConfigurationFile.Read(FileRead))
            {
                yield return setting;
            }
        }

        foreach (var (name, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!IsIgnoringEnvironment && name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
            {
                yield return new RawSetting(KeyOfVariable(name), value, $"environment variable {name}");
            }
        }
    }

    private IEnumerable<RawSetting> ReadSets()
    {
        foreach (var text in Sets)
        {
            var equals = text.IndexOf('=');
            yield return equals > 0
                ? new RawSetting(text[..equals].Trim(), text[(equals + 1)..].Trim(), "--set")
                : throw new UsageException(
                    $"--set {text}: write it as key=value, such as --set risk.maxOrderNotional=500");
        }
    }

    /// <summary>
    /// Double underscores part the names; a single one stands for the hyphen, which shells do not allow.
    /// </summary>
    private static string KeyOfVariable(string name) =>
        name[VariablePrefix.Length..].Replace("__", ".").Replace('_', '-');
}
