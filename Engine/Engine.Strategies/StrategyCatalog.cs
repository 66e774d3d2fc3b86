using Engine.Core.Strategies;
using Engine.Strategies.Conditions;

namespace Engine.Strategies;

/// <summary>The strategies that the engine comes with.</summary>
public sealed class StrategyCatalog : IStrategyCatalog
{
    /// <summary>The catalogue.</summary>
    public static readonly StrategyCatalog BuiltIn = new(
    [
        MarketMaker.Descriptor,
        Momentum.Descriptor,
        AvellanedaStoikov.Descriptor,
        OrderFlow.Descriptor,
        Cvd.Descriptor,
        LiquidationHunter.Descriptor,
        LiquidationCluster.Descriptor,
        VolatilityBreakout.Descriptor,
        MeanReversion.Descriptor,
        Pairs.Descriptor,
        SpikeFader.Descriptor,
        ConditionStrategy.Descriptor,
        Ensemble.Descriptor,
    ]);

    private readonly IReadOnlyList<StrategyDescriptor> _descriptors;

    /// <summary>Makes a catalogue of other strategies, as tests and benchmarks do.</summary>
    public StrategyCatalog(IReadOnlyList<StrategyDescriptor> descriptors) => _descriptors = descriptors;

    /// <summary>All of them, in the order in which they are listed.</summary>
    public IReadOnlyList<StrategyDescriptor> All => _descriptors;

    /// <summary>Their names, in that order.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (var descriptor in _descriptors)
            {
                yield return descriptor.Name;
            }
        }
    }

    /// <inheritdoc />
    public StrategyDescriptor? Find(string name)
    {
        foreach (var descriptor in _descriptors)
        {
            if (descriptor.Name == name)
            {
                return descriptor;
            }
        }

        return null;
    }
}
