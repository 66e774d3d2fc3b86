namespace Engine.Strategies.Conditions.Indicators;

/// <summary>How a parameter of an indicator is written.</summary>
public enum IndicatorParameterKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Real,

    /// <summary>A duration with its unit, such as "300s"; kept in nanoseconds.</summary>
    Duration,
}
