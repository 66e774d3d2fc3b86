using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>What stands beside the events of one parsed frame.</summary>
public struct BinanceFrame
{
    /// <summary>What it is; set as far as it was recognised even where the frame is refused.</summary>
    public BinanceMessage Message;

    /// <summary>The place of its symbol in <see cref="BinanceSymbols" />; −1 where it concerns none.</summary>
    public int Symbol;

    /// <summary>How many slots of the scratch it fills.</summary>
    public int Count;

    /// <summary>How many book totals held a residue below the lot that was dropped (spot alone).</summary>
    public int ResidueCount;

    /// <summary>The first update id of a depth message (U).</summary>
    public long FirstUpdateId;

    /// <summary>The last update id of a depth message (u), or where a snapshot stands (lastUpdateId).</summary>
    public long LastUpdateId;

    /// <summary>The last update id of the message before (pu, USD-M); −1 where the venue gives none (spot).</summary>
    public long PreviousUpdateId;

    /// <summary>When the venue sent it (E); zero where it does not say.</summary>
    public TimestampNs SendTime;
}
