using Engine.Model.Units;

namespace Engine.Core.Bars;

/// <summary>A bar that is over: what was traded (or quoted) from its open time on, its close time excluded.</summary>
public readonly record struct ClosedBar
{
    /// <summary>The first instant of the bar: a multiple of its length.</summary>
    public required TimestampNs OpenTime { get; init; }

    /// <summary>The first instant after the bar.</summary>
    public required TimestampNs CloseTime { get; init; }

    /// <summary>The first price.</summary>
    public required PriceTicks Open { get; init; }

    /// <summary>The highest price.</summary>
    public required PriceTicks High { get; init; }

    /// <summary>The lowest price.</summary>
    public required PriceTicks Low { get; init; }

    /// <summary>The last price.</summary>
    public required PriceTicks Close { get; init; }

    /// <summary>The volume; zero where the bar is of quotes alone, or nothing happened.</summary>
    public QtyLots Volume { get; init; }

    /// <summary>What aggressors bought of it.</summary>
    public QtyLots TakerBuyVolume { get; init; }

    /// <summary>
    /// What aggressors sold of it; with what they bought it is the volume where the venue names every aggressor.
    /// </summary>
    public QtyLots TakerSellVolume { get; init; }

    /// <summary>How many trades.</summary>
    public long TradeCount { get; init; }

    /// <summary>What aggressors bought less what they sold.</summary>
    public QtyLots Delta => TakerBuyVolume - TakerSellVolume;
}
