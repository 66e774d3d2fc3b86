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

    private static readonly IReadOnlyList<(string Search, string Loss, string Why)> LossThatNobodyFinds =
    [
        (ConfigurationTable.OrderSection + ".audit", "simulation.trouble.lostReports",
            "a fill whose report is lost in silence would never be found out"),
        (ConfigurationTable.OrderSection + ".requestTimeout", "simulation.trouble.lostReports",
            "a request whose answer is lost would be waited for for ever"),
        (ConfigurationTable.OrderSection + ".requestTimeout", "simulation.trouble.disconnect",
            "what an outage takes away would be waited for for ever"),
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

        foreach (var sentence in shelf.All.SelectMany(strategy => OfFlags(configuration, strategy)))
        {
            yield return sentence;
        }

        if (OfOrderSize(configuration) is { } size)
        {
            yield return size;
        }

        foreach (var sentence in LossThatNobodyFinds.Select(loss => OfLoss(configuration, loss)))
        {
            if (sentence is not null)
            {
                yield return sentence;
            }
        }

        if (OfAccount(configuration) is { } contradiction)
        {
            yield return contradiction;
        }
    }

    /// <summary>Flags that would do nothing, and say nothing of it.</summary>
    private static IEnumerable<string> OfFlags(EffectiveConfiguration configuration, StrategyDescriptor strategy)
    {
        foreach (var need in strategy.FlagNeeds)
        {
            var flag = configuration.Find($"{strategy.Name}.{need.Flag}");
            var needed = configuration.Find($"{strategy.Name}.{need.Needed}");
            var signals = configuration.Find($"{strategy.Name}.{HostedParameters.SignalsOnlyName}");
            if (!ParameterNeed.Holds(flag.Bits, needed.Key.Parameter.Type, needed.Bits))
            {
                yield return $"{flag.Origin ?? needed.Origin}: {flag.Key.Path} ({Describe(flag)}) takes a "
                    + $"{needed.Key.Path} above 0 ({Describe(needed)}): {need.Why}";
            }

            if (flag.Bits != 0 && signals.Bits != 0)
            {
                yield return $"{flag.Origin ?? signals.Origin}: {flag.Key.Path} ({Describe(flag)}) and "
                    + $"{signals.Key.Path} ({Describe(signals)}): with signals alone there is no order, and {need.Why}";
            }
        }
    }

    /// <summary>
    /// An order above the largest position could never be sent. Whoever sets one of both leaves the other where it is:
    /// the tighter holds.
    /// </summary>
    private static string? OfOrderSize(EffectiveConfiguration configuration)
    {
        var order = configuration.Find($"{ConfigurationTable.RiskSection}.maxOrderNotional");
        var position = configuration.Find($"{ConfigurationTable.RiskSection}.maxPositionNotional");
        return order.Origin is not null && position.Origin is not null && order.Bits > position.Bits
            ? Sentence(order, position, mayBeEqual: true)
            : null;
    }

    /// <summary>
    /// A line that loses reports, and what would find them out switched off: such a run ends with figures that are not
    /// to be believed, so it is not begun.
    /// </summary>
    private static string? OfLoss(EffectiveConfiguration configuration, (string Search, string Loss, string Why) pair)
    {
        var search = configuration.Find(pair.Search);
        var loss = configuration.Find(pair.Loss);
        return search.Origin is not null && search.Bits == 0 && loss.Bits != 0
            ? $"{search.Origin}: {pair.Search} (0) with {pair.Loss} ({Describe(loss)}): {pair.Why}; take a duration "
                + "above 0, or leave it out"
            : null;
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
