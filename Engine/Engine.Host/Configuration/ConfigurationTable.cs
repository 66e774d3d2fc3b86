using Engine.Core.Risk;
using Engine.Core.Sanitizing;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Composition;
using Engine.Model.Units;
using Replay.Backtests;
using Replay.Sessions;

namespace Engine.Host.Configuration;

/// <summary>All that can be configured. What is not in it is an error, never ignored.</summary>
internal static class ConfigurationTable
{
    /// <summary>The engine's own limits.</summary>
    public const string RiskSection = "risk";

    /// <summary>What data is fit to act on.</summary>
    public const string SanitizerSection = "sanitizer";

    /// <summary>The assumptions of the simulated venue.</summary>
    public const string SimulationSection = "simulation";

    /// <summary>The opening capital of a run.</summary>
    public static ConfigurationKey Capital { get; } = new(
        string.Empty,
        ParameterDescriptor.OfMoney(
            "capital", BacktestRequest.DefaultCapital.Value, 1, 1_000_000_000 * Money.Scale,
            "The opening balance in each settle asset."));

    /// <summary>Every key, in the order in which they are shown.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Capital,
        .. RiskLimits.Table.Select(row => new ConfigurationKey(RiskSection, row)),
        .. SanitizerLimits.Table.Select(row => new ConfigurationKey(SanitizerSection, row)),
        .. SimulationTable.Rows.Select(row => new ConfigurationKey(SimulationSection, row)),
        .. StrategyShelf.All.SelectMany(strategy => strategy.Parameters.Concat(HostedParameters.Table).Select(
            row => new ConfigurationKey(strategy.Name, row))),
    ];

    /// <summary>Finds a key; upper and lower case are equal, because the environment knows one case only.</summary>
    /// <param name="path">As somebody wrote it.</param>
    /// <param name="strategies">Those that run: where it is one, its name may be left out.</param>
    /// <exception cref="UsageException">There is no such key: names the nearest and what it allows.</exception>
    public static ConfigurationKey Require(string path, IReadOnlyList<string> strategies)
    {
        var isOfTheOne = IsBare(path) && strategies.Count == 1;
        var full = isOfTheOne ? $"{strategies[0]}.{path}" : path;
        foreach (var key in All)
        {
            if (string.Equals(key.Path, full, StringComparison.OrdinalIgnoreCase))
            {
                return key;
            }
        }

        var nearest = NearestName.Find(full, All.Select(key => key.Path));
        throw new UsageException(nearest is null
            ? $"unknown key '{path}'; {(isOfTheOne ? KnownOf(strategies[0]) : "`engine config show` lists all keys")}"
            : $"unknown key '{path}'; did you mean {Describe(All.First(key => key.Path == nearest))}?");
    }

    private static bool IsBare(string path) =>
        !path.Contains('.') && !string.Equals(path, Capital.Path, StringComparison.OrdinalIgnoreCase);

    private static string KnownOf(string strategy) => $"{strategy} knows "
        + string.Join(", ", All.Where(key => key.Section == strategy).Select(key => key.Parameter.Name));

    private static string Describe(ConfigurationKey key) => $"'{key.Path}' ({ParameterText.Range(key.Parameter)})";
}
