using Engine.Disruptor;

namespace Replay.Statistics;

/// <summary>
/// What became of orders: how many were filled, how well, how long they waited, what each leg of the way took. Sums
/// and histograms of fixed size, so that those of several runs add up. Single writer.
/// </summary>
public sealed class ExecutionQuality
{
    // 3 % and 15 KB for each histogram: there are four of them for each strategy in each instrument.
    private const int PrecisionBits = 5;

    /// <summary>Orders that went to the venue, but for those that protect positions.</summary>
    public long Orders { get; set; }

    /// <summary>
    /// Protective orders of brackets that went to the venue: of two that cancel each other one is never filled, so they
    /// say nothing of how orders fill.
    /// </summary>
    public long ProtectiveOrders { get; set; }

    /// <summary>Protective orders that were filled at least in part.</summary>
    public long ProtectiveOrdersFilled { get; set; }

    /// <summary>Orders that were filled at least in part.</summary>
    public long OrdersFilled { get; set; }

    /// <summary>Orders that the venue refused, protective ones included.</summary>
    public long OrdersRejected { get; set; }

    /// <summary>Fills whose price lay well on our side of everything public at their time.</summary>
    public long FillsBeyondMarket { get; set; }

    /// <summary>Fills of resting orders.</summary>
    public FillMeasures Maker { get; } = new();

    /// <summary>Fills of orders that took.</summary>
    public FillMeasures Taker { get; } = new();

    /// <summary>
    /// From the acceptance of an order at its price to its first fill as a maker, ns: the wait in the queue. Orders
    /// that were never filled are not in it.
    /// </summary>
    public LogLinearHistogram QueueWait { get; } = new(PrecisionBits);

    /// <summary>From sending an order to the venue's decision to take or refuse it, ns.</summary>
    public LogLinearHistogram Entry { get; } = new(PrecisionBits);

    /// <summary>From the venue's decision to our having its report, ns.</summary>
    public LogLinearHistogram Reply { get; } = new(PrecisionBits);

    /// <summary>From the venue's publishing of market data to our having it, ns; a sample of the messages.</summary>
    public LogLinearHistogram Feed { get; } = new(PrecisionBits);

    /// <summary>The measures of one kind of fills.</summary>
    public FillMeasures Of(Liquidity liquidity) => liquidity == Liquidity.Maker ? Maker : Taker;

    /// <summary>Adds all that another has counted of orders; market data are the instrument's.</summary>
    public void MergeOrders(ExecutionQuality other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Orders += other.Orders;
        ProtectiveOrders += other.ProtectiveOrders;
        ProtectiveOrdersFilled += other.ProtectiveOrdersFilled;
        OrdersFilled += other.OrdersFilled;
        OrdersRejected += other.OrdersRejected;
        FillsBeyondMarket += other.FillsBeyondMarket;
        Maker.Merge(other.Maker);
        Taker.Merge(other.Taker);
        QueueWait.Merge(other.QueueWait);
        Entry.Merge(other.Entry);
        Reply.Merge(other.Reply);
    }

    /// <summary>The figures.</summary>
    public ExecutionSummary Summarize()
    {
        var all = new FillMeasures();
        all.Merge(Maker);
        all.Merge(Taker);
        return new ExecutionSummary
        {
            Orders = Orders,
            OrdersFilled = OrdersFilled,
            OrdersRejected = OrdersRejected,
            ProtectiveOrders = ProtectiveOrders,
            ProtectiveOrdersFilled = ProtectiveOrdersFilled,
            FillRatio = Orders == 0 ? null : (double)OrdersFilled / Orders,
            SlippageBps = all.Slippage.Value,
            EdgeBps = all.Edge.Value,
            AdverseSelection1sBps = all.Adverse(0).Value,
            AdverseSelection5sBps = all.Adverse(1).Value,
            AdverseSelection60sBps = all.Adverse(2).Value,
            Maker = FillQualitySummary.Of(Maker),
            Taker = FillQualitySummary.Of(Taker),
            QueueWaitMs = LatencyFigures.Of(QueueWait),
            EntryLatencyMs = LatencyFigures.Of(Entry),
            ReplyLatencyMs = LatencyFigures.Of(Reply),

            // Zero throughout: the file told one time only, and it stands for both.
            FeedLatencyMs = Feed.Max == 0 ? null : LatencyFigures.Of(Feed),
            FillsBeyondMarket = FillsBeyondMarket,
        };
    }
}
