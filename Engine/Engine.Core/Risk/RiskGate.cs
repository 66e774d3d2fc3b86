using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Guards;
using Engine.Core.Portfolios;
using Engine.Core.Sanitizing;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>Asks every check in a fixed order; the first that says no is the reason given. One thread.</summary>
/// <remarks>
/// The order is that of docs/risk.md: the order's own form; what trading, level and venue allow; data; counts; prices;
/// sizes; what the account could lose. What reduces the account's position passes the limits of size and loss.
/// </remarks>
internal sealed partial class RiskGate
{
    private readonly List<MarketState> _markets;
    private readonly Portfolio _portfolio;
    private readonly Sanitizer _sanitizer;
    private readonly LimitTable _limits;
    private readonly ExposureBook _exposures;
    private readonly OrderRates _rates = new();
    private readonly LossStreaks _streaks;

    internal RiskGate(
        List<MarketState> markets, Portfolio portfolio, RiskLimits limits, GuardLimits guards,
        Sanitizer sanitizer, CircuitBreakers breakers)
    {
        _sanitizer = sanitizer;
        _markets = markets;
        _portfolio = portfolio;
        _limits = new LimitTable(limits, guards, portfolio.Settings, markets);
        Figures = new AccountFigures(portfolio);
        _exposures = new ExposureBook(markets, portfolio, _limits);
        _streaks = new LossStreaks(_limits);
        Breakers = breakers;
    }

    /// <summary>What trading may do now.</summary>
    internal TradingState State { get; set; }

    /// <summary>The risk level.</summary>
    internal RiskLevel Level { get; set; }

    /// <summary>What is open and what it is worth.</summary>
    internal ExposureBook Exposures => _exposures;

    /// <summary>The account's equity, peak and day.</summary>
    internal AccountFigures Figures { get; }

    /// <summary>The account's limits in force.</summary>
    internal ref readonly AccountLimits Account => ref _limits.Account;

    /// <summary>The circuit breakers, by venue.</summary>
    internal CircuitBreakers Breakers { get; }

    internal void AddInstrument()
    {
        _exposures.AddInstrument();
        Breakers.AddVenue(_markets[^1].Instrument.Venue);
    }

    internal void AddStrategy(bool isMarketMaker)
    {
        _limits.AddStrategy(isMarketMaker);
        _exposures.AddStrategy();
        _rates.AddStrategy();
        _streaks.AddStrategy();
    }

    /// <summary>Works the limits out anew where one has changed; no order or price finds them stale.</summary>
    internal void Refresh()
    {
        if (_limits.Refresh())
        {
            _rates.SetLimits(_limits);
            _exposures.SumUp();
        }
    }

    /// <summary>A parameter of the guards has changed.</summary>
    internal void Invalidate() => _limits.Invalidate();

    /// <summary>
    /// The quantity that goes out of what is asked: less of what adds risk while the level is High, in whole lots.
    /// </summary>
    internal QtyLots Scale(in OrderRequest request, double factor) =>
        Level != RiskLevel.High || request.Quantity.Value <= 0 || Reduces(request, replacedLots: 0)
            ? request.Quantity
            : new QtyLots((long)(request.Quantity.Value * factor));

    /// <summary>Judges an order before it gets a number.</summary>
    /// <param name="strategy">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="openOrders">The open orders of the account beside it.</param>
    /// <param name="now">The core's clock.</param>
    internal RiskVerdict Check(StrategyId strategy, in OrderRequest request, int openOrders, TimestampNs now)
    {
        Refresh();
        var verdict = RiskVerdict.Pass;
        if (!TermsChecks.Agrees(request, now, ref verdict))
        {
            return verdict;
        }

        var inquiry = Inquire(strategy, request, replacedLots: 0, now);
        _ = PassesWhatIsAllowed(inquiry, ref verdict)
            && PassesOpenOrders(inquiry, openOrders, ref verdict)
            && _rates.PassesOrder(strategy, now, besides: 0, ref verdict)
            && PassesValue(inquiry, ref verdict);
        return verdict;
    }

    /// <summary>Judges the order that an amend would make, as if the order as it is were not there.</summary>
    /// <param name="strategy">Who asks.</param>
    /// <param name="request">The order that would come of it, on the same side and as reduce-only as the other.</param>
    /// <param name="replacedLots">What of the order as it is counts as exposure.</param>
    /// <param name="now">The core's clock.</param>
    /// <remarks>It is no order more, so the open orders are not asked. Asking changes nothing in the books.</remarks>
    internal RiskVerdict CheckAmend(
        StrategyId strategy, in OrderRequest request, long replacedLots, TimestampNs now)
    {
        Refresh();
        var verdict = RiskVerdict.Pass;
        if (!TermsChecks.Agrees(request, now, ref verdict))
        {
            return verdict;
        }

        var inquiry = Inquire(strategy, request, replacedLots, now);
        _ = PassesWhatIsAllowed(inquiry, ref verdict)
            && _rates.PassesOrder(strategy, now, besides: 0, ref verdict)
            && PassesValue(inquiry, ref verdict);
        return verdict;
    }

    /// <summary>Whether the windows leave room for an order beside others that are judged and not yet out.</summary>
    internal RiskVerdict CheckRate(StrategyId strategy, TimestampNs now, int besides)
    {
        var verdict = RiskVerdict.Pass;
        _rates.PassesOrder(strategy, now, besides, ref verdict);
        return verdict;
    }

    /// <summary>An order or an amend has passed and goes out.</summary>
    internal void OnOrder(StrategyId strategy, TimestampNs now) => _rates.OnOrder(strategy, now);

    /// <summary>A fill is booked: positions that open and close are counted, values follow.</summary>
    internal void OnFill(in FillReport fill, Money net)
    {
        _exposures.Update(fill.Strategy, fill.Instrument);
        if (!_limits.IsCounted(fill.Strategy.Value))
        {
            return;
        }

        var (before, after) = (long.Sign(fill.PositionBefore.Value), long.Sign(fill.PositionAfter.Value));
        if (before == after)
        {
            return;
        }

        if (before != 0)
        {
            ref var cell = ref _exposures.Of(fill.Strategy, fill.Instrument);
            _streaks.OnTrade(fill.Strategy, net - cell.NetWhenFlat, fill.Time);
            cell.NetWhenFlat = net;
        }

        if (after != 0)
        {
            _rates.OnOpening(fill.Strategy, fill.Time);
        }
    }

    /// <summary>The account's position may be another by the venue's word: what is open is worth another sum.</summary>
    internal void OnCorrected(InstrumentId instrument) => _exposures.Update(StrategyId.Engine, instrument);

    /// <summary>Losses in a row are forgotten.</summary>
    internal void ForgetLosses() => _streaks.Forget();

    /// <summary>
    /// The largest notional that the limits on order, position and exposure leave to a strategy in an instrument,
    /// whichever way; zero where that cannot be said.
    /// </summary>
    internal Money Room(StrategyId strategy, InstrumentId instrument)
    {
        Refresh();
        var market = _markets[instrument.Value];
        ref readonly var limits = ref _limits.Of(strategy, instrument);
        ref readonly var exposure = ref _exposures[instrument];
        if (!market.TryReferencePrice(out var reference) || reference.Value <= 0 || _exposures.HasUnpriced
            || !market.Instrument.TryNotional(
                reference, new QtyLots(_exposures.WorstLots(instrument, exposure)), out var held)
            || !market.Instrument.TryNotional(
                reference, new QtyLots(_exposures.GrossLots(instrument, exposure)), out var gross))
        {
            return Money.Zero;
        }

        var share = IsJudged(market.Instrument)
            ? AccountFigures.ShareOf(AccountFigures.CapitalOf(Figures.Equity), limits.CapitalShare)
            : long.MaxValue;
        var position = Math.Min(limits.PositionNotional, share);
        var exposed = AccountFigures.Clamp(_exposures.WorstValue - exposure.WorstValue + gross.Value);
        var room = Math.Min(
            limits.OrderNotional,
            Math.Min(position - held.Value, AccountFigures.Clamp((Int128)_limits.Account.Exposure - exposed)));
        return new Money(Math.Max(0, room));
    }

    /// <summary>Whether an instrument is held in two legs.</summary>
    internal bool IsHedged(InstrumentId instrument) => _exposures.IsHedged(instrument);

    internal void VisitState(StateSink sink)
    {
        Refresh();
        _exposures.VisitState(sink);
        _rates.VisitState(sink);
        _streaks.VisitState(sink);
        Breakers.VisitState(sink);
        Figures.VisitState(sink);
        if (sink.IsRestoring)
        {
            _exposures.SumUp();
        }
    }

    /// <summary>Keeps what a check answers where it refuses; what passes leaves no trace and costs no copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Passes(RiskVerdict answer, ref RiskVerdict verdict)
    {
        if (answer.IsPass)
        {
            return true;
        }

        verdict = answer;
        return false;
    }

    /// <summary>Refuses for a reason without numbers.</summary>
    private static bool Refuse(ReasonCode reason, ref RiskVerdict verdict)
    {
        verdict = RiskVerdict.Refuse(reason);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private RiskInquiry Inquire(StrategyId strategy, in OrderRequest request, long replacedLots, TimestampNs now)
    {
        var market = _markets[request.Instrument.Value];
        return new RiskInquiry
        {
            Request = ref request,
            Limits = ref _limits.Of(strategy, request.Instrument),
            Exposure = ref _exposures[request.Instrument],
            Market = market,
            Instrument = market.Instrument,
            Now = now,
            ReplacedLots = replacedLots,
            Capital = AccountFigures.CapitalOf(Figures.Equity),
            Strategy = strategy,
            IsJudged = IsJudged(market.Instrument),
            Reduces = Reduces(request, replacedLots),
        };
    }

    /// <summary>Shares of the equity are judged of what settles in the account's currency.</summary>
    private bool IsJudged(Instrument instrument) =>
        Figures.IsFunded && instrument.SettleAsset == Figures.Currency;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Reduces(in OrderRequest request, long replacedLots)
    {
        // Where legs are held apart, what is not reduce-only opens one, whatever the other holds.
        var isHedged = _exposures.IsHedged(request.Instrument);
        if (isHedged && !request.IsReduceOnly)
        {
            return false;
        }

        var closable = _portfolio.ClosableLots(request.Instrument, request.Side);
        if (closable < request.Quantity.Value)
        {
            return false;
        }

        // Several reduce-only orders may wait to close one position: a stop and a take-profit. Whichever is triggered
        // takes no more than is left then.
        var isGuard = request.IsReduceOnly && request.Type.IsConditional();
        ref readonly var exposure = ref _exposures[request.Instrument];
        var open = isHedged ? exposure.ClosingLots(request.Side) : exposure.OpenLots(request.Side);
        return closable - (isGuard ? 0 : open - replacedLots) >= request.Quantity.Value;
    }

    private bool PassesWhatIsAllowed(in RiskInquiry inquiry, ref RiskVerdict verdict)
    {
        ref readonly var request = ref inquiry.Request;
        var reduces = inquiry.Reduces;
        return Passes(RiskChecks.QuantityWithinBounds(inquiry.Instrument, request.Quantity), ref verdict)
            && Passes(RiskChecks.TradingAllows(State, reduces), ref verdict)
            && Passes(RiskChecks.LevelAllows(Level, reduces), ref verdict)
            && Passes(RiskChecks.ReduceOnlyReduces(request.IsReduceOnly, reduces), ref verdict)
            && (reduces || PassesWhatGrows(inquiry, ref verdict));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PassesWhatGrows(in RiskInquiry inquiry, ref RiskVerdict verdict)
    {
        var instrument = inquiry.Instrument;
        var isSpot = instrument.ContractType == ContractType.Spot;
        return Passes(RiskChecks.TradingInstrumentAllowed(inquiry.Limits.IsAllowed), ref verdict)
            && Passes(RiskChecks.SpotOwnsWhatItSells(isSpot, inquiry.Request.Side), ref verdict)
            && Passes(RiskChecks.NothingUnknown(inquiry.Exposure.UnknownCount), ref verdict)
            && Breakers.Passes(instrument.Venue, ref verdict)
            && (inquiry.Market.IsLive || Refuse(ReasonCode.StaleBook, ref verdict))
            && _sanitizer.Passes(instrument.Id, inquiry.Now, ref verdict);
    }

    private bool PassesOpenOrders(in RiskInquiry inquiry, int openOrders, ref RiskVerdict verdict)
    {
        ref readonly var limits = ref inquiry.Limits;
        var (ofInstrument, ofStrategy) = (inquiry.Exposure.OpenOrders, _exposures.OpenOrdersOf(inquiry.Strategy));
        return Passes(RiskChecks.OpenOrdersWithinLimit(openOrders, _limits.Account.OpenOrders), ref verdict)
            && Passes(RiskChecks.OpenOrdersWithinLimit(ofInstrument, limits.InstrumentOpenOrders), ref verdict)
            && Passes(RiskChecks.OpenOrdersWithinLimit(ofStrategy, limits.StrategyOpenOrders), ref verdict);
    }
}
