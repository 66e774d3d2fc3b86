namespace Engine.Strategies.Conditions.Indicators;

/// <summary>Makes an indicator.</summary>
internal delegate IndicatorSource IndicatorFactory(IndicatorArguments arguments);
