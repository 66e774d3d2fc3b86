using Engine.Core.Guards;
using Engine.Core.Orders;
using Engine.Core.Portfolios;
using Engine.Core.Risk;
using Engine.Core.Sanitizing;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Model.Units;
using Replay.Backtests;
using Replay.Matrices;
using Replay.Sessions;

namespace Engine.Host.Configuration;

/// <summary>All that can be configured. What is not in it is an error, never ignored.</summary>
internal static class ConfigurationTable
{
    /// <summary>The engine's own limits.</summary>
    public const string RiskSection = "risk";

    private const string RiskPrefix = RiskSection + ".";

    /// <summary>What guards the account, and when.</summary>
    public const string GuardSection = "guards";

    /// <summary>The section of the order manager's parameters.</summary>
    public const string OrderSection = "orders";

    /// <summary>What data is fit to act on.</summary>
    public const string SanitizerSection = "sanitizer";

    /// <summary>What covers positions, and at which rates.</summary>
    public const string AccountSection = "account";

    /// <summary>The assumptions of the simulated venue.</summary>
    public const string SimulationSection = "simulation";

    /// <summary>What a matrix's verdicts take.</summary>
    public const string VerdictSection = "verdict";

    /// <summary>What a result must show before it goes live.</summary>
    public const string CriteriaSection = "criteria";

    /// <summary>The name of the file, or files, that a strategy is made of, where it is made of a document.</summary>
    public const string DocumentName = "document";

    /// <summary>Keys whose value is the path of a file; they are no parameters: what is in the file counts.</summary>
    public static IReadOnlyList<string> FileKeys { get; } = [SimulationTable.LatencyFileKey];

    /// <summary>The opening capital of a run.</summary>
    public static ConfigurationKey Capital { get; } = new(
        string.Empty,
        ParameterDescriptor.OfMoney(
            "capital", BacktestRequest.DefaultCapital.Value, 1, 1_000_000_000 * Money.Scale,
            "The opening balance in each settle asset."));

    /// <summary>Every key of what is built in, in the order in which they are shown.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } = Of(StrategyShelf.BuiltIn);

    /// <summary>Every key, with those of the strategies at hand.</summary>
    public static IReadOnlyList<ConfigurationKey> Of(StrategyShelf shelf) =>
    [
        Capital,
        .. RiskLimits.Table.Where((_, place) => (RiskLimits.Scopes[place] & LimitScopes.NotAccount) == 0)
            .Select(row => new ConfigurationKey(RiskSection, row)),
        .. GuardLimits.Table.Select(row => new ConfigurationKey(GuardSection, row)),
        .. OrderRules.Table.Select(row => new ConfigurationKey(OrderSection, row)),
        .. SanitizerLimits.Table.Select(row => new ConfigurationKey(SanitizerSection, row)),
        .. AccountTable.Rows.Select(row => new ConfigurationKey(AccountSection, row)),
        .. SimulationTable.Rows.Select(row => new ConfigurationKey(SimulationSection, row)),
        .. VerdictLimits.Table.Select(row => new ConfigurationKey(VerdictSection, row)),
        .. CriteriaTable.Rows.Select(row => new ConfigurationKey(CriteriaSection, row)),
        .. shelf.All.SelectMany(strategy => strategy.Parameters.Concat(HostedParameters.Table).Select(
            row => new ConfigurationKey(strategy.Name, row))),
    ];

    /// <summary>Finds a key; upper and lower case are equal, because the environment knows one case only.</summary>
    /// <param name="path">As somebody wrote it.</param>
    /// <param name="strategies">Those that run: where it is one, its name may be left out.</param>
    /// <param name="keys">Every key that there is.</param>
    /// <exception cref="UsageException">There is no such key: names the nearest and what it allows.</exception>
    public static ConfigurationKey Require(
        string path, IReadOnlyList<string> strategies, IReadOnlyList<ConfigurationKey> keys)
    {
        if (ScopedKeyOf(path) is { } scoped)
        {
            return scoped;
        }

        var isOfTheOne = IsBare(path) && strategies.Count == 1;
        var full = FullPath(path, strategies);
        foreach (var key in keys)
        {
            if (string.Equals(key.Path, full, StringComparison.OrdinalIgnoreCase))
            {
                return key;
            }
        }

        var nearest = NearestName.Find(full, keys.Select(key => key.Path));
        var known = isOfTheOne ? KnownOf(strategies[0], keys) : "`engine config show` lists all keys";
        throw new UsageException(nearest is null
            ? $"unknown key '{path}'; {known}"
            : $"unknown key '{path}'; did you mean {Describe(keys.First(key => key.Path == nearest))}?");
    }

    /// <summary>Whether some key lies in a section, or in one below it: also of those that no table has.</summary>
    public static bool IsSection(string path, IReadOnlyList<ConfigurationKey> keys) =>
        keys.Any(key => key.Path.StartsWith(path + '.', StringComparison.OrdinalIgnoreCase))
        || (path.StartsWith(RiskPrefix, StringComparison.OrdinalIgnoreCase)
            && ScopedLimitName.IsSection(path[RiskPrefix.Length..]));

    /// <summary>What is wrong with a section that is none.</summary>
    public static string UnknownSection(string path, IReadOnlyList<ConfigurationKey> keys)
    {
        var sections = keys.Select(key => key.Section).Where(section => section.Length > 0).Distinct().ToList();
        var nearest = NearestName.Find(path, sections);
        return nearest is null
            ? $"unknown section '{path}'; there are {string.Join(", ", sections)}"
            : $"unknown section '{path}'; did you mean '{nearest}'?";
    }

    /// <summary>
    /// The key of a limit of one strategy, instrument or venue: there are as many as there are of those, so no table
    /// has them.
    /// </summary>
    /// <exception cref="UsageException">There is no such limit.</exception>
    private static ConfigurationKey? ScopedKeyOf(string path)
    {
        if (!path.StartsWith(RiskPrefix, StringComparison.OrdinalIgnoreCase)
            || !ScopedLimitName.TryParse(path[RiskPrefix.Length..], out var name))
        {
            return null;
        }

        var row = RiskLimits.Table.FirstOrDefault(row => row.Name == name.Limit);
        if (row is not null)
        {
            return new ConfigurationKey(RiskSection, row with { Name = name.Path });
        }

        var nearest = NearestName.Find(name.Limit, RiskLimits.Table.Select(row => row.Name));
        throw new UsageException(nearest is null
            ? $"unknown key '{path}'; `engine config show` lists the limits of the section risk"
            : $"unknown key '{path}'; did you mean '{RiskPrefix}{(name with { Limit = nearest }).Path}'?");
    }

    /// <summary>A key with its section: where one strategy runs, its name may be left out.</summary>
    public static string FullPath(string path, IReadOnlyList<string> strategies) =>
        IsBare(path) && strategies.Count == 1 ? $"{strategies[0]}.{path}" : path;

    private static bool IsBare(string path) =>
        !path.Contains('.') && !string.Equals(path, Capital.Path, StringComparison.OrdinalIgnoreCase);

    private static string KnownOf(string strategy, IReadOnlyList<ConfigurationKey> keys) => $"{strategy} knows "
        + string.Join(", ", keys.Where(key => key.Section == strategy).Select(key => key.Parameter.Name));

    private static string Describe(ConfigurationKey key) => $"'{key.Path}' ({ParameterText.Range(key.Parameter)})";
}
