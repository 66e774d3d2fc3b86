using Engine.Core.Strategies;
using Engine.Strategies;

namespace Replay.Simulation;

/// <summary>
/// The strategies of a simulated run: the built-in ones that need no document, and one without a plan.
/// </summary>
internal static class SimulationCatalog
{
    /// <summary>All of them.</summary>
    internal static readonly StrategyCatalog All = new([.. StrategyCatalog.BuiltIn.All, Wanderer.Descriptor]);

    /// <summary>What each is told: bars of a second where it uses bars, because the market lasts a minute.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> ParametersOf(StrategyDescriptor descriptor, long seed)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var parameter in descriptor.Parameters)
        {
            if (parameter.Name == "barInterval")
            {
                parameters.Add(KeyValuePair.Create(parameter.Name, "1s"));
            }
        }

        if (descriptor == Wanderer.Descriptor)
        {
            parameters.Add(KeyValuePair.Create("seed", (seed & int.MaxValue).ToString("D")));
        }

        return parameters;
    }
}
