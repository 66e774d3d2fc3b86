namespace Engine.Core.Strategies;

/// <summary>Where the core finds the type of strategy that an event names.</summary>
public interface IStrategyCatalog
{
    /// <summary>The descriptor of a name; null where there is none.</summary>
    StrategyDescriptor? Find(string name);
}
