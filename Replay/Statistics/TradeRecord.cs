using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>One trade: from flat to flat, or to the flip. Money is in quote currency.</summary>
public readonly record struct TradeRecord
{
    /// <summary>Whose trade it was.</summary>
    public required StrategyId Strategy { get; init; }

    /// <summary>What was traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Bid for a long trade, ask for a short one.</summary>
    public required Side Direction { get; init; }

    /// <summary>The first fill.</summary>
    public required TimestampNs OpenTime { get; init; }

    /// <summary>The fill that made it flat, or flipped it.</summary>
    public required TimestampNs CloseTime { get; init; }

    /// <summary>The largest position on the way, without sign.</summary>
    public required QtyLots MaxPosition { get; init; }

    /// <summary>The average price of what was added, for display.</summary>
    public required double EntryPrice { get; init; }

    /// <summary>The average price of what was taken off, for display.</summary>
    public required double ExitPrice { get; init; }

    /// <summary>Realised before fees and funding.</summary>
    public required Money GrossPnl { get; init; }

    /// <summary>Positive when paid.</summary>
    public required Money Fees { get; init; }

    /// <summary>Positive when received.</summary>
    public required Money Funding { get; init; }

    /// <summary>Fills that took part; one that flips takes part in both trades.</summary>
    public required int Fills { get; init; }

    /// <summary>Gross less fees plus funding.</summary>
    public Money NetPnl => GrossPnl - Fees + Funding;

    /// <summary>How long it was open, in nanoseconds.</summary>
    public long HeldNs => CloseTime - OpenTime;
}
