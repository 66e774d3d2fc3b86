using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Quotes both sides around a reservation price that leans against inventory, as Avellaneda and Stoikov (2008) have it.
/// </summary>
/// <remarks>
/// <see cref="ReservationQuote" /> has the formulas. The unit of price is a basis point of the mid, so that γ and κ
/// mean the same in every market; the unit of inventory is one order. σ is the standard deviation of the mid's moves
/// from beat to beat, per root of a second; κ comes from how deep trades reach (<see cref="ArrivalDecay" />). A market
/// without an end has no T: the horizon rolls along, T − t is always its length. Bids are rounded down to a tick, asks
/// up, and neither goes through the market. On each beat a quote is moved where it stands off by more than the
/// tolerance, or shows more than it may; at the inventory limit the side that would exceed it is taken out. It takes
/// both out when the data cannot be trusted. A signal says when the reservation price has left the mid by a half of
/// the half spread, and to which side.
/// </remarks>
public sealed class AvellanedaStoikov : Strategy
{
    private const long SampleTag = 1;
    private const double BpsPerUnit = 10_000;
    private const double LeanShare = 0.5;
    private const long OrderDriftPart = 10;

    private const int RiskAversionPlace = 0;
    private const int HorizonPlace = 1;
    private const int VolatilityWindowPlace = 2;
    private const int TradeCountPlace = 3;
    private const int KappaPlace = 4;
    private const int MinSpreadPlace = 5;
    private const int MaxSpreadPlace = 6;
    private const int OrderSizePlace = 7;
    private const int MaxPositionPlace = 8;
    private const int TolerancePlace = 9;
    private const int RequotePlace = 10;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "avellaneda-stoikov",
        Summary = "Quotes both sides, post-only, around a reservation price; κ and σ come from the stream.",
        Create = () => new AvellanedaStoikov(),
        IsMarketMaker = true,
        Needs = MarketInputs.Quotes | MarketInputs.Trades,
        Orders =
        [
            new ParameterOrder("minSpread", "maxSpread"),
        ],
        Parameters =
        [
            ParameterDescriptor.OfReal(
                "riskAversion", 0.05, 1e-6, 1_000, "γ: how strongly inventory moves the quotes.", "per bp"),
            ParameterDescriptor.OfDuration(
                "horizon", TimestampNs.PerMinute, TimestampNs.PerSecond, 7 * TimestampNs.PerDay,
                "T − t: the time over which inventory is a risk; it rolls along."),
            ParameterDescriptor.OfInteger(
                "volatilityWindow", 120, 2, 100_000, "Moves of the mid that σ is taken over.", "samples"),
            ParameterDescriptor.OfInteger(
                "tradeCount", 100, 2, 100_000, "Trades over which κ is averaged.", "trades"),
            ParameterDescriptor.OfReal(
                "arrivalDecay", 0, 0, 10_000, "κ itself; 0 to take it from the trades.", "per bp"),
            ParameterDescriptor.OfReal("minSpread", 0, 0, 1_000, "The narrowest quote.", "bps"),
            ParameterDescriptor.OfReal("maxSpread", 100, 0.01, 10_000, "The widest quote.", "bps"),
            ParameterDescriptor.OfMoney(
                "orderSize", 500 * Money.Scale, 0, long.MaxValue, "The value of each quote: one unit of inventory."),
            ParameterDescriptor.OfMoney(
                "maxPosition", 2_000 * Money.Scale, 0, long.MaxValue, "The largest position on either side."),
            ParameterDescriptor.OfReal(
                "tolerance", 0.125, 0, 1, "A quote so near its target is left, in half spreads.", "fraction"),
            ParameterDescriptor.OfDuration(
                "requoteInterval", TimestampNs.PerSecond, TimestampNs.PerMillisecond, TimestampNs.PerDay,
                "How often quotes are moved and the mid is sampled."),
        ],
    };

    private InstrumentId _instrument;
    private RollingStatistics _moves = new(2);
    private ArrivalDecay _decay = new(1);
    private SampleClock _clock;
    private QuoteSide _bid;
    private QuoteSide _ask;
    private double _lastMid;
    private long _orderLots;
    private int _lean;

    /// <inheritdoc />
    public override void OnStart()
    {
        var parameters = Context.Parameters;
        _instrument = Context.Instruments[0];
        _moves = new RollingStatistics((int)parameters.Integer(VolatilityWindowPlace));
        _decay = new ArrivalDecay((int)parameters.Integer(TradeCountPlace));
        _clock = new SampleClock(parameters.DurationNs(RequotePlace), SampleTag);
        _bid = new QuoteSide(_instrument, Side.Bid);
        _ask = new QuoteSide(_instrument, Side.Ask);
    }

    /// <inheritdoc />
    public override void OnBook(MarketState market)
    {
        _clock.OnTick(Context, market);
        if (!market.IsLive)
        {
            Withdraw();
        }
    }

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        _clock.OnTick(Context, market);
        if (market.IsLive && market.IsLastTradeSideKnown && TryMid(market, out var mid))
        {
            _decay.Add(market.Instrument.ToDouble(trade.Price), mid, aggressor);
        }
    }

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        _clock.SetNext(Context);
        Sample(Context.Market(_instrument));
    }

    /// <inheritdoc />
    public override void OnStop() => Withdraw();

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        _moves.VisitState(sink);
        _decay.VisitState(sink);
        _clock.VisitState(sink);
        _bid.VisitState(sink);
        _ask.VisitState(sink);
        sink.Visit(ref _lastMid);
        sink.Visit(ref _orderLots);
        sink.Visit(ref _lean);
    }

    private static bool TryMid(MarketState market, out double mid)
    {
        mid = 0;
        return market.HasBid && market.HasAsk && SampleClock.TryPrice(market, out mid) && mid > 0;
    }

    private void Sample(MarketState market)
    {
        if (!market.IsLive || !TryMid(market, out var mid))
        {
            Withdraw();
            return;
        }

        if (_lastMid > 0)
        {
            _moves.Update((mid - _lastMid) / _lastMid * BpsPerUnit);
        }

        _lastMid = mid;
        if (_moves.IsReady && TryModel(out var model))
        {
            Quote(market, mid, in model);
        }
    }

    private bool TryModel(out QuoteModel model)
    {
        var parameters = Context.Parameters;
        var fixedDecay = parameters.Real(KappaPlace);
        var seconds = (double)parameters.DurationNs(RequotePlace) / TimestampNs.PerSecond;
        model = new QuoteModel
        {
            RiskAversion = parameters.Real(RiskAversionPlace),
            ArrivalDecay = fixedDecay > 0 ? fixedDecay : _decay.Value,
            Volatility = _moves.StandardDeviation / Math.Sqrt(seconds),
            HorizonSeconds = (double)parameters.DurationNs(HorizonPlace) / TimestampNs.PerSecond,
        };
        return fixedDecay > 0 || _decay.IsReady;
    }

    private void Quote(MarketState market, double mid, in QuoteModel model)
    {
        var parameters = Context.Parameters;
        var tick = market.Instrument.TickSize.ToDouble();
        var reference = new PriceTicks((long)(mid / tick));
        var order = OrderLots(market, reference);
        var position = Context.Position(_instrument).Quantity;
        var inventory = order == QtyLots.Zero ? 0 : (double)position.Value / order.Value;
        // Basis points off the mid: the mid itself is zero.
        var quote = ReservationQuote.Of(0, inventory, in model);
        var low = parameters.Real(MinSpreadPlace);
        quote = quote with { Spread = Math.Clamp(quote.Spread, low, Math.Max(low, parameters.Real(MaxSpreadPlace))) };
        SayLean(reference, inventory, in quote, in model);

        var ticksPerBp = mid / tick / BpsPerUnit;
        var middle = mid / tick;
        var prices = PassivePrices.Of(
            market, middle + (quote.Bid * ticksPerBp), middle + (quote.Ask * ticksPerBp));
        var tolerance = (long)(parameters.Real(TolerancePlace) * quote.Spread / 2 * ticksPerBp);
        var full = Sizing.LotsFor(market.Instrument, reference, parameters.Money(MaxPositionPlace));
        // Spot cannot be sold short: there the ask never offers more than is held.
        var askRoom = market.Instrument.ContractType == ContractType.Spot ? position : full + position;
        Move(ref _bid, market, prices.Bid, order, full - position, tolerance);
        Move(ref _ask, market, prices.Ask, order, askRoom, tolerance);
    }

    /// <summary>
    /// The lots of one order: kept while the price has not moved them by a tenth, so that quotes are not amended for a
    /// lot, and one order filled is one unit of inventory.
    /// </summary>
    private QtyLots OrderLots(MarketState market, PriceTicks reference)
    {
        var lots = Sizing.LotsFor(market.Instrument, reference, Context.Parameters.Money(OrderSizePlace)).Value;
        if (Math.Abs(lots - _orderLots) > _orderLots / OrderDriftPart)
        {
            _orderLots = lots;
        }

        return new QtyLots(_orderLots);
    }

    private void Move(
        ref QuoteSide side, MarketState market, PriceTicks price, QtyLots order, QtyLots room, long tolerance)
    {
        var lots = new QtyLots(Math.Clamp(room.Value, 0, order.Value));
        side.MoveTo(Context, price, Sizing.Tradable(market.Instrument, price, lots), tolerance);
    }

    private void SayLean(PriceTicks reference, double inventory, in ReservationQuote quote, in QuoteModel model)
    {
        var bound = LeanShare * quote.Spread / 2;
        var lean = quote.Reservation > bound ? 1 : quote.Reservation < -bound ? -1 : 0;
        if (lean == _lean)
        {
            return;
        }

        _lean = lean;
        if (lean == 0)
        {
            return;
        }

        var confidence = Math.Min(1, Math.Abs(quote.Reservation) / quote.Spread);
        Context.Signal(_instrument, lean > 0 ? Side.Bid : Side.Ask, reference, confidence);
        Context.Evidence(_instrument, "reservation-bps"u8, quote.Reservation, lean * bound);
        Context.Evidence(_instrument, "spread-bps"u8, quote.Spread, double.NaN);
        Context.Evidence(_instrument, "inventory"u8, inventory, 0);
        Context.Evidence(_instrument, "volatility-bps"u8, model.Volatility, double.NaN);
        Context.Evidence(_instrument, "arrival-decay"u8, model.ArrivalDecay, double.NaN);
    }

    private void Withdraw()
    {
        _bid.Withdraw(Context);
        _ask.Withdraw(Context);
    }
}
