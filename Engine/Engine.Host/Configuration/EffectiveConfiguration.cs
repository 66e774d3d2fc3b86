using Engine.Host.Cli;
using Engine.Model.Units;
using Replay.Sessions;

namespace Engine.Host.Configuration;

/// <summary>The value of every key that is in force, and where it comes from.</summary>
internal sealed class EffectiveConfiguration
{
    private readonly Setting[] _settings;
    private readonly SortedDictionary<string, RawSetting> _documents;

    private EffectiveConfiguration(
        Setting[] settings, SortedDictionary<string, RawSetting> documents, string? file)
    {
        _settings = settings;
        _documents = documents;
        File = file;
    }

    /// <summary>The file that was read; null for none.</summary>
    public string? File { get; }

    /// <summary>Every key.</summary>
    public IReadOnlyList<Setting> Settings => _settings;

    /// <summary>Files that were named, such as strategies are made of: key, file and place where it was set.</summary>
    public IReadOnlyCollection<RawSetting> Documents => _documents.Values;

    /// <summary>The opening capital.</summary>
    public Money Capital => new(Bits(ConfigurationTable.Capital.Path));

    /// <summary>Reads all sources.</summary>
    /// <exception cref="UsageException">The first thing wrong: names place, key, value and what is allowed.</exception>
    public static EffectiveConfiguration Load(ConfigurationSources sources, CommandContext context)
    {
        var configuration = Load(sources, context, out var errors);
        return errors.Count == 0 ? configuration : throw new UsageException(errors[0]);
    }

    /// <summary>Reads all sources and gathers all that is wrong.</summary>
    public static EffectiveConfiguration Load(
        ConfigurationSources sources, CommandContext context, out IReadOnlyList<string> errors)
    {
        var keys = ConfigurationTable.Of(sources.Shelf);
        var settings = keys.Select(key => new Setting(key, key.Parameter.Default, null)).ToList();
        var documents = new SortedDictionary<string, RawSetting>(StringComparer.Ordinal);
        var wrong = new List<string>();
        try
        {
            foreach (var raw in sources.Read(context.Environment))
            {
                if (raw.IsEmptySection)
                {
                    if (!ConfigurationTable.IsSection(raw.Key, keys))
                    {
                        wrong.Add($"{raw.Origin}: {ConfigurationTable.UnknownSection(raw.Key, keys)}");
                    }

                    continue;
                }

                if (DocumentKeyOf(raw, sources) is { } document)
                {
                    documents[document] = raw with { Key = document };
                    continue;
                }

                Apply(raw, sources.Strategies, keys, settings, wrong);
            }
        }
        catch (UsageException exception)
        {
            wrong.Add(exception.Message);
        }

        var configuration = new EffectiveConfiguration([.. settings], documents, sources.FileRead);
        wrong.AddRange(ConfigurationRules.Contradictions(configuration, sources.Shelf));
        errors = wrong;
        return configuration;
    }

    /// <summary>The bits of a key.</summary>
    public long Bits(string path) => Find(path).Bits;

    /// <summary>A key with its value.</summary>
    public Setting Find(string path) => Array.Find(_settings, setting => setting.Key.Path == path)
        ?? throw new ArgumentException($"there is no key '{path}'", nameof(path));

    /// <summary>What a section says other than by default: names and texts, for the run.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changed(string section) =>
    [
        .. _settings.Where(setting => setting.Key.Section == section && setting.Origin is not null)
            .Select(setting => KeyValuePair.Create(setting.Key.Parameter.Name, setting.Text)),
    ];

    /// <summary>
    /// The keys that matter to a run of these strategies, one to a line, of account and orders those that were set;
    /// rides along in its journal.
    /// </summary>
    public string TextFor(IReadOnlyList<string> strategies) => string.Concat(_settings
        .Where(setting => setting.Key.Section
            is "" or ConfigurationTable.RiskSection or ConfigurationTable.GuardSection
                or ConfigurationTable.SanitizerSection or ConfigurationTable.SimulationSection
            || (setting.Key.Section is ConfigurationTable.AccountSection or ConfigurationTable.OrderSection
                && setting.Origin is not null)
            || strategies.Contains(setting.Key.Section))
        .Select(setting => $"{setting.Key.Path}={setting.Text}\n")
        .Concat(ConfigurationTable.FileKeys.Concat(strategies.Select(DocumentKey)).Where(_documents.ContainsKey)
            .Select(key => $"{key}={_documents[key].Value}\n")));

    /// <summary>The file, or files, that a strategy is made of; null where none is named.</summary>
    public string? DocumentOf(string strategy) => _documents.GetValueOrDefault(DocumentKey(strategy))?.Value;

    /// <summary>The file that a key names; null where it names none.</summary>
    public string? FileOf(string key) => _documents.GetValueOrDefault(key)?.Value;

    private static string DocumentKey(string strategy) => $"{strategy}.{ConfigurationTable.DocumentName}";

    /// <summary>
    /// The key of a file, where a setting names one; it is no parameter: what the file says enters the run by itself.
    /// </summary>
    private static string? DocumentKeyOf(RawSetting raw, ConfigurationSources sources)
    {
        var path = ConfigurationTable.FullPath(raw.Key, sources.Strategies);
        return sources.Shelf.All.Where(strategy => strategy.TakesDocument)
            .Select(strategy => DocumentKey(strategy.Name))
            .Concat(ConfigurationTable.FileKeys)
            .FirstOrDefault(key => string.Equals(key, path, StringComparison.OrdinalIgnoreCase));
    }

    private static void Apply(
        RawSetting raw, IReadOnlyList<string> strategies, IReadOnlyList<ConfigurationKey> keys,
        List<Setting> settings, List<string> wrong)
    {
        try
        {
            var key = ConfigurationTable.Require(raw.Key, strategies, keys);
            var place = settings.FindIndex(
                setting => string.Equals(setting.Key.Path, key.Path, StringComparison.OrdinalIgnoreCase));
            var value = new Setting(key, ParameterText.Parse(key.Path, key.Parameter, raw.Value), raw.Origin);
            if (place >= 0)
            {
                settings[place] = value;
            }
            else
            {
                settings.Add(value);
            }
        }
        catch (Exception exception) when (exception is UsageException or RunConfigurationException)
        {
            wrong.Add($"{raw.Origin}: {exception.Message}");
        }
    }
}
