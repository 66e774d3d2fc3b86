using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Strategies;

namespace Engine.Host.Composition;

/// <summary>The strategies that this executable can run, by name.</summary>
internal static class StrategyShelf
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<StrategyDescriptor> All => StrategyCatalog.BuiltIn.All;

    /// <summary>The strategy of a name.</summary>
    /// <exception cref="UsageException">There is none: names the nearest.</exception>
    public static StrategyDescriptor Require(string name)
    {
        if (StrategyCatalog.BuiltIn.Find(name) is { } descriptor)
        {
            return descriptor;
        }

        var nearest = NearestName.Find(name, StrategyCatalog.BuiltIn.Names);
        var hint = nearest is null ? string.Empty : $"; did you mean '{nearest}'?";
        throw new UsageException($"unknown strategy '{name}'{hint}; `engine strategies` lists them");
    }
}
