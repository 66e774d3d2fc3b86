using Engine.Model.Units;
using Replay.Statistics;

namespace Tests.Replay.Statistics;

/// <summary>
/// Makes fills the way a runner does, with the ledger that a portfolio keeps: average cost, one tick and one lot worth
/// one unit of currency, times in minutes.
/// </summary>
internal sealed class Facts
{
    private readonly Dictionary<(StrategyId, InstrumentId), (long Lots, long Cost)> _positions = [];

    public static TimestampNs Minute(long minute) => new(minute * TimestampNs.PerMinute);

    public static Money Whole(long amount) => new(amount * Money.Scale);

    public FillFacts Buy(long minute, long lots, long price, long fee = 0, int instrument = 0, ushort strategy = 1) =>
        Fill(minute, lots, price, fee, new InstrumentId(instrument), new StrategyId(strategy));

    public FillFacts Sell(long minute, long lots, long price, long fee = 0, int instrument = 0, ushort strategy = 1) =>
        Fill(minute, -lots, price, fee, new InstrumentId(instrument), new StrategyId(strategy));

    public static FundingFacts Funding(long minute, long amount) => new()
    {
        Time = Minute(minute),
        Strategy = new StrategyId(1),
        Instrument = new InstrumentId(0),
        Amount = Whole(amount),
    };

    private FillFacts Fill(long minute, long signed, long price, long fee, InstrumentId instrument, StrategyId strategy)
    {
        var (lots, cost) = _positions.GetValueOrDefault((strategy, instrument));
        var closing = Math.Sign(lots) * Math.Sign(signed) < 0 ? Math.Min(Math.Abs(lots), Math.Abs(signed)) : 0;
        var closedCost = closing == Math.Abs(lots) ? cost : lots == 0 ? 0 : cost * closing / Math.Abs(lots);
        var realized = (Math.Sign(lots) * closing * price) - (closing == 0 ? 0 : closedCost);
        var opening = signed - (Math.Sign(signed) * closing);
        var after = lots + signed;
        _positions[(strategy, instrument)] = (after, cost - (closing == 0 ? 0 : closedCost) + (opening * price));
        return new FillFacts
        {
            Time = Minute(minute),
            Strategy = strategy,
            Instrument = instrument,
            Side = signed > 0 ? Side.Bid : Side.Ask,
            Price = price,
            PriceTicks = new PriceTicks(price),
            Quantity = new QtyLots(Math.Abs(signed)),
            Notional = Whole(Math.Abs(signed) * price),
            Fee = Whole(fee),
            RealizedPnl = Whole(realized),
            PositionAfter = new QtyLots(after),
            Liquidity = signed > 0 ? Liquidity.Maker : Liquidity.Taker,
        };
    }
}
