namespace Replay.Statistics;

/// <summary>
/// How the orders of one run were carried out: <c>execution</c> in the command line's JSON. Basis points are weighted
/// by the value of fills; what is undefined is null.
/// </summary>
public sealed record ExecutionSummary
{
    /// <summary>Orders that went to the venue, but for those that protect positions.</summary>
    public required long Orders { get; init; }

    /// <summary>Orders that were filled at least in part.</summary>
    public required long OrdersFilled { get; init; }

    /// <summary>Orders that the venue refused, protective ones included.</summary>
    public required long OrdersRejected { get; init; }

    /// <summary>Protective orders of brackets that went to the venue.</summary>
    public required long ProtectiveOrders { get; init; }

    /// <summary>Protective orders that were filled at least in part.</summary>
    public required long ProtectiveOrdersFilled { get; init; }

    /// <summary>Orders that were filled at least in part, of all that were sent; 0 … 1.</summary>
    public required double? FillRatio { get; init; }

    /// <summary>
    /// Fill against the middle when the order was sent, of one that waited for its trigger against the price that
    /// reached it; positive where it cost.
    /// </summary>
    public required double? SlippageBps { get; init; }

    /// <summary>Fill against the middle when it was reported; positive where it earned.</summary>
    public required double? EdgeBps { get; init; }

    /// <summary>How far the middle went against the fills in a second.</summary>
    public required double? AdverseSelection1sBps { get; init; }

    /// <summary>How far the middle went against the fills in five seconds.</summary>
    public required double? AdverseSelection5sBps { get; init; }

    /// <summary>How far the middle went against the fills in a minute.</summary>
    public required double? AdverseSelection60sBps { get; init; }

    /// <summary>The fills of resting orders alone.</summary>
    public required FillQualitySummary Maker { get; init; }

    /// <summary>The fills of orders that took alone.</summary>
    public required FillQualitySummary Taker { get; init; }

    /// <summary>From an order's acceptance at its price to its first fill as a maker.</summary>
    public required LatencyFigures? QueueWaitMs { get; init; }

    /// <summary>From sending an order to the venue's decision.</summary>
    public required LatencyFigures? EntryLatencyMs { get; init; }

    /// <summary>From the venue's decision to our having its report.</summary>
    public required LatencyFigures? ReplyLatencyMs { get; init; }

    /// <summary>From the venue's publishing of market data to our having it; null where it gave no time.</summary>
    public required LatencyFigures? FeedLatencyMs { get; init; }

    /// <summary>Fills well on our side of everything public at their time: a sign of look-ahead.</summary>
    public required long FillsBeyondMarket { get; init; }
}
