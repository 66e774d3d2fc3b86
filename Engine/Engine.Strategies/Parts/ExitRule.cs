using Engine.Model.State;

namespace Engine.Strategies.Parts;

/// <summary>When a position will be left, as it is decided before the entry has a price.</summary>
internal struct ExitRule
{
    /// <summary>How far against the entry price the stop lies; zero for none.</summary>
    internal double Stop;

    /// <summary>How far from the entry price the target lies; zero for none.</summary>
    internal double Target;

    /// <summary>
    /// Whether both are fractions of the entry price (0.01 is 1 %); else they are distances in its unit.
    /// </summary>
    internal bool AreFractions;

    /// <summary>How long the position may live, ns; zero for ever.</summary>
    internal long LifeNs;

    /// <summary>Stop and target as fractions of the entry price: 0.01 is 1 %; zero for none.</summary>
    internal static ExitRule OfFractions(double stop, double target, long lifeNs = 0) => new()
    {
        Stop = stop,
        Target = target,
        AreFractions = true,
        LifeNs = lifeNs,
    };

    /// <summary>Stop and target as distances in the unit of prices, such as multiples of ATR; zero for none.</summary>
    internal static ExitRule OfDistances(double stop, double target, long lifeNs = 0) => new()
    {
        Stop = stop,
        Target = target,
        LifeNs = lifeNs,
    };

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Stop);
        sink.Visit(ref Target);
        sink.Visit(ref AreFractions);
        sink.Visit(ref LifeNs);
    }
}
