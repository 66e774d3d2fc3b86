using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>What a booked fill has done to the position of its strategy.</summary>
internal readonly struct FillEffect
{
    /// <summary>The profit that it realised, before its fee.</summary>
    internal required Money RealizedPnl { get; init; }

    /// <summary>The fee in the settle asset.</summary>
    internal required Money FeeValue { get; init; }

    /// <summary>Whether the fee is in an asset whose price nobody says, so that its value is missing.</summary>
    internal required bool IsFeeUnvalued { get; init; }

    /// <summary>The strategy's position before.</summary>
    internal required QtyLots PositionBefore { get; init; }

    /// <summary>The strategy's position after.</summary>
    internal required QtyLots PositionAfter { get; init; }
}
