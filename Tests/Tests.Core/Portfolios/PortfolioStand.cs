using Engine.Books;
using Engine.Core.Portfolios;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Core.Portfolios;

/// <summary>
/// A portfolio with two strategies, two perpetuals (0 and 1), a spot pair (2) and BNB against the quote (3), told fills
/// and prices one by one; after each, all sums are checked. Tick 1 and lot 0.1: price × lots × 0.1 is
/// money.
/// </summary>
internal sealed class PortfolioStand
{
    internal static readonly AssetId Quote = new(1);
    internal static readonly AssetId Base = new(2);
    internal static readonly AssetId Bnb = new(3);
    internal static readonly AssetId Unknown = new(4);
    internal static readonly StrategyId First = new(1);
    internal static readonly StrategyId Second = new(2);
    internal const int Perpetual = 0;
    internal const int Other = 1;
    internal const int Spot = 2;
    internal const int BnbSpot = 3;

    private readonly InstrumentRegistry _registry = new();
    private readonly List<MarketState> _markets = [];

    internal PortfolioStand(decimal capital, params (string Name, long Bits)[] parameters)
    {
        Portfolio = new Portfolio(_registry, _markets);
        foreach (var (number, name) in new[] { "USDT", "BTC", "BNB", "XYZ" }.Index())
        {
            _registry.Apply(InstrumentEvents.DefineAsset(new AssetId(number + 1), name, default));
        }

        for (var id = 0; id < 4; id++)
        {
            foreach (var slot in InstrumentEvents.Define(Make(id), default))
            {
                _registry.Apply(slot);
            }

            _markets.Add(new MarketState(_registry.All[id]));
            Portfolio.AddInstrument();
        }

        Portfolio.AddStrategy();
        Portfolio.AddStrategy();
        foreach (var (name, bits) in parameters)
        {
            Set(name, bits);
        }

        Portfolio.OnClock(new TimestampNs(1));
        Portfolio.SetBalance(Quote, Units(capital));
        Check();
    }

    internal Portfolio Portfolio { get; }

    internal IReadOnlyList<MarketState> Markets => _markets;

    internal static Money Units(decimal amount) => new((long)(amount * Money.Scale));

    internal static decimal InUnits(Money amount) => amount.Value / (decimal)Money.Scale;

    internal void Set(string name, long bits)
    {
        var place = AccountTable.Rows.ToList().FindIndex(row => row.Name == name);
        var e = Event.Create(EventKind.ParameterSet, default, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Parameter = (ushort)(AccountParameters.FirstPlace + place),
            Type = AccountTable.Rows[place].Type,
            Bits = bits,
            Name = Text24.From(name),
        };
        Portfolio.OnParameter(e);
    }

    internal FillEffect Buy(
        int instrument, long price, long lots, decimal fee = 0, StrategyId? strategy = null, AssetId? feeAsset = null,
        PositionLeg leg = PositionLeg.Long) => Fill(instrument, Side.Bid, price, lots, fee, strategy, feeAsset, leg);

    internal FillEffect Sell(
        int instrument, long price, long lots, decimal fee = 0, StrategyId? strategy = null, AssetId? feeAsset = null,
        PositionLeg leg = PositionLeg.Long) => Fill(instrument, Side.Ask, price, lots, fee, strategy, feeAsset, leg);

    internal void Fund(int instrument, decimal amount, PositionLeg leg = PositionLeg.Long)
    {
        Portfolio.ApplyFunding(new InstrumentId(instrument), leg, Units(amount));
        Check();
    }

    /// <summary>A mark price of a perpetual, a trade of a spot pair.</summary>
    internal void Price(int instrument, decimal price)
    {
        var isSpot = instrument >= Spot;
        var e = Event.Create(isSpot ? EventKind.Trade : EventKind.Mark, default, new InstrumentId(instrument));
        if (isSpot)
        {
            e.Trade = new Trade { Price = new PriceTicks((long)price), Quantity = new QtyLots(1) };
        }
        else
        {
            e.Mark.MarkPrice = new FinePrice((long)(price * FinePrice.Scale));
        }

        Tell(e);
    }

    internal void Tell(in Event e)
    {
        var market = _markets[e.Instrument.Value];
        Portfolio.OnMarket(market, market.Apply(e));
        Check();
    }

    internal decimal Equity() => InUnits(Portfolio.Equity());

    internal ref readonly Engine.Core.Portfolios.Position Position(int instrument, StrategyId strategy) =>
        ref Portfolio.OfStrategy(strategy, new InstrumentId(instrument));

    private FillEffect Fill(
        int instrument, Side side, long price, long lots, decimal fee, StrategyId? strategy, AssetId? feeAsset,
        PositionLeg leg)
    {
        _registry.All[instrument].TryNotional(new PriceTicks(price), new QtyLots(lots), out var notional);
        var effect = Portfolio.ApplyFill(new FillBooking
        {
            Instrument = new InstrumentId(instrument),
            Strategy = strategy ?? First,
            Side = side,
            Price = new PriceTicks(price),
            Quantity = new QtyLots(lots),
            Notional = notional,
            Fee = Units(fee),
            FeeAsset = feeAsset ?? Quote,
            Leg = leg,
        });
        Check();
        return effect;
    }

    private void Check() => Portfolio.AssertConsistent();

    private static Instrument Make(int id) => new(new DecimalStep(1, 0), new DecimalStep(1, 1), new DecimalStep(1, 0))
    {
        Id = new InstrumentId(id),
        Venue = VenueId.Simulated,
        Symbol = $"S{id}",
        ContractType = id >= Spot ? ContractType.Spot : ContractType.LinearPerpetual,
        BaseAsset = id == BnbSpot ? Bnb : Base,
        QuoteAsset = Quote,
        SettleAsset = Quote,
    };
}
