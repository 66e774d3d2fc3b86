using Engine.Core.Strategies;
using Engine.Host.Cli;

namespace Engine.Host.Composition;

/// <summary>The strategies that this executable can run, by name.</summary>
internal static class StrategyShelf
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<StrategyDescriptor> All { get; } = [];

    /// <summary>The strategy of a name.</summary>
    /// <exception cref="UsageException">There is none: names the nearest.</exception>
    public static StrategyDescriptor Require(string name)
    {
        foreach (var descriptor in All)
        {
            if (descriptor.Name == name)
            {
                return descriptor;
            }
        }

        var nearest = NearestName.Find(name, All.Select(descriptor => descriptor.Name));
        var hint = nearest is null ? string.Empty : $"; did you mean '{nearest}'?";
        throw new UsageException($"unknown strategy '{name}'{hint}; `engine strategies` lists them");
    }
}
