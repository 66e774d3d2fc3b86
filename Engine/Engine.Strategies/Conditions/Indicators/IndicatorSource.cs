using Engine.Model.State;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>A number that conditions ask for. One thread.</summary>
internal abstract class IndicatorSource
{
    /// <summary>Whether it has seen enough; what needs no past is ready at once.</summary>
    internal virtual bool IsReady => true;

    /// <summary>Its value; not a number where it is not known.</summary>
    internal abstract double Value { get; }

    /// <summary>Takes the next sample.</summary>
    internal abstract void Update(ConditionSample sample);

    /// <summary>Visits all that later values depend on.</summary>
    internal abstract void VisitState(StateSink sink);
}
