using Engine.Core.Bars;
using Engine.Model.Units;

namespace Tests.Core.Bars;

/// <summary>Bars by their definition, each made afresh from all trades seen so far.</summary>
internal static class SlowBars
{
    /// <summary>The bars that are over once these trades were seen, the last of them at this very instant.</summary>
    public static List<ClosedBar> Closed(BarSpec spec, IReadOnlyList<TapeTrade> trades) =>
        spec.Measure == BarMeasure.Time ? ClosedByTime(spec.Size, trades) : ClosedByActivity(spec, trades);

    private static List<ClosedBar> ClosedByTime(long length, IReadOnlyList<TapeTrade> trades)
    {
        var now = trades[^1].Time.Value;
        return
        [
            .. trades.GroupBy(trade => trade.Time.Value / length)
                .Where(group => (group.Key + 1) * length <= now)
                .Select(group => Bar([.. group]) with
                {
                    OpenTime = new TimestampNs(group.Key * length),
                    CloseTime = new TimestampNs((group.Key + 1) * length),
                }),
        ];
    }

    private static List<ClosedBar> ClosedByActivity(BarSpec spec, IReadOnlyList<TapeTrade> trades)
    {
        var bars = new List<ClosedBar>();
        var open = new List<TapeTrade>();
        foreach (var trade in trades)
        {
            open.Add(trade);
            if (open.Sum(one => Measure(spec.Measure, one)) >= spec.Size)
            {
                bars.Add(Bar(open));
                open.Clear();
            }
        }

        return bars;
    }

    // Tick 0.1, lot 0.001: a tick times a lot is 10⁻⁴ of the quote currency, 10⁴ units of money.
    private static long Measure(BarMeasure measure, TapeTrade trade) => measure switch
    {
        BarMeasure.Trades => 1,
        BarMeasure.Volume => trade.Quantity.Value,
        _ => trade.Price.Value * trade.Quantity.Value * 10_000,
    };

    private static ClosedBar Bar(List<TapeTrade> trades) => new()
    {
        OpenTime = trades[0].Time,
        CloseTime = trades[^1].Time,
        Open = trades[0].Price,
        High = trades.Max(trade => trade.Price),
        Low = trades.Min(trade => trade.Price),
        Close = trades[^1].Price,
        Volume = new QtyLots(trades.Sum(trade => trade.Quantity.Value)),
        TakerBuyVolume = new QtyLots(trades.Where(t => t.Aggressor == Side.Bid).Sum(t => t.Quantity.Value)),
        TakerSellVolume = new QtyLots(trades.Where(t => t.Aggressor == Side.Ask).Sum(t => t.Quantity.Value)),
        TradeCount = trades.Count,
    };
}
