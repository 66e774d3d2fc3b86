namespace Engine.Strategies.Conditions;

/// <summary>How large a position is, and where it is left.</summary>
internal readonly struct PositionRules
{
    /// <summary>Percent of what limits and leverage leave.</summary>
    internal double SizePct { get; init; }

    /// <summary>The largest notional as a multiple of the equity.</summary>
    internal double Leverage { get; init; }

    /// <summary>The most that the stop may cost, percent of the equity; zero for no such bound.</summary>
    internal double RiskPct { get; init; }

    /// <summary>The gain at which it is closed, percent of the entry price; zero for none.</summary>
    internal double TakeProfitPct { get; init; }

    /// <summary>The loss at which it is closed, percent of the entry price; zero for none.</summary>
    internal double StopPct { get; init; }

    /// <summary>The place of the indicator that scales the size, or <see cref="ConditionNode.None" />.</summary>
    internal int ScaleIndicator { get; init; }

    /// <summary>At or below this value the size is multiplied by <see cref="ScaleAtLow" />.</summary>
    internal double ScaleLow { get; init; }

    /// <summary>At or above this value the size is multiplied by <see cref="ScaleAtHigh" />.</summary>
    internal double ScaleHigh { get; init; }

    internal double ScaleAtLow { get; init; }

    internal double ScaleAtHigh { get; init; }

    /// <summary>What the size is multiplied by at a value; between the bounds a straight line.</summary>
    internal double ScaleAt(double value)
    {
        if (!(value > ScaleLow))
        {
            return ScaleAtLow;
        }

        return value >= ScaleHigh
            ? ScaleAtHigh
            : ScaleAtLow + ((ScaleAtHigh - ScaleAtLow) * (value - ScaleLow) / (ScaleHigh - ScaleLow));
    }
}
