using Engine.Model.Units;

namespace Replay.Backtests;

/// <summary>What the statistics remember of an order while it is open.</summary>
internal struct OrderTrace
{
    /// <summary>The order; zero for an empty place.</summary>
    internal OrderId Id;

    /// <summary>Whose it is.</summary>
    internal RunTracker Run;

    /// <summary>When it was sent.</summary>
    internal TimestampNs SentTime;

    /// <summary>Since when it stands at its price; zero before the venue has accepted it.</summary>
    internal TimestampNs RestingSince;

    /// <summary>
    /// The middle of the market when the order, or the amend that last moved its price, was sent; the price that
    /// reached it where it waited for its trigger; in ticks, zero where the market had none.
    /// </summary>
    internal double ArrivalMiddle;

    /// <summary>What it asks for, filled part included.</summary>
    internal QtyLots Quantity;

    /// <summary>Its price, to tell an amend that moves it.</summary>
    internal PriceTicks Price;

    /// <summary>Whether it protects a position.</summary>
    internal bool IsProtective;

    /// <summary>Whether the venue has answered it.</summary>
    internal bool IsAnswered;

    /// <summary>Whether any of it was filled.</summary>
    internal bool IsFilled;

    /// <summary>Whether it was filled as a maker since it stands at its price.</summary>
    internal bool HasWaited;
}
