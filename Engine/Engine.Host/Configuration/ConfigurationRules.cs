using Engine.Core.Strategies;
using Engine.Host.Composition;
using Replay.Backtests;

namespace Engine.Host.Configuration;

/// <summary>
/// What no single row of a table can say: values that are each in their range and contradict each other.
/// </summary>
internal static class ConfigurationRules
{
    /// <summary>Orders between the keys of one section; those of strategies stand in their descriptors.</summary>
    private static readonly IReadOnlyList<(string Section, ParameterOrder Order)> Orders =
    [
        (ConfigurationTable.GuardSection, new ParameterOrder("mediumAt", "highAt")),
        (ConfigurationTable.GuardSection, new ParameterOrder("marginRatioHigh", "marginRatioMedium")),
        (ConfigurationTable.OrderSection, new ParameterOrder("queryRetry", "queryRetryMax")),
        (ConfigurationTable.VerdictSection, new ParameterOrder("supportingSharpe", "mainSharpe")),
        (ConfigurationTable.VerdictSection, new ParameterOrder("supportingProfitable", "mainProfitable")),
    ];

    /// <summary>All contradictions among what somebody has set.</summary>
    /// <param name="configuration">The values in force.</param>
    /// <param name="shelf">The strategies at hand.</param>
    public static IEnumerable<string> Contradictions(EffectiveConfiguration configuration, StrategyShelf shelf)
    {
        var orders = Orders.Concat(
            shelf.All.SelectMany(strategy => strategy.Orders.Select(order => (strategy.Name, order))));
        foreach (var (section, order) in orders)
        {
            var lesser = configuration.Find($"{section}.{order.Lesser}");
            var greater = configuration.Find($"{section}.{order.Greater}");
            if ((lesser.Origin ?? greater.Origin) is not null
                && !order.Holds(lesser.Key.Parameter.Type, lesser.Bits, greater.Bits))
            {
                yield return Sentence(lesser, greater, order.MayBeEqual);
            }
        }

        if (OfAccount(configuration) is { } contradiction)
        {
            yield return contradiction;
        }
    }

    private static string Sentence(Setting lesser, Setting greater, bool mayBeEqual)
    {
        var place = lesser.Origin ?? greater.Origin;
        var rule = mayBeEqual ? "must not be above" : "must be below";
        return $"{place}: {lesser.Key.Path} ({Describe(lesser)}) {rule} {greater.Key.Path} ({Describe(greater)})";
    }

    private static string Describe(Setting setting) =>
        setting.Origin is null ? $"{setting.Text} by default" : setting.Text;

    /// <summary>Brackets and tiers are the account's own to judge, by the code that a run uses.</summary>
    private static string? OfAccount(EffectiveConfiguration configuration)
    {
        var account = configuration.Changed(ConfigurationTable.AccountSection);
        return account.Count == 0 ? null : AccountCheck.ContradictionOf(account);
    }
}
