using System.Runtime.InteropServices;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Formulas;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>Pays funding at its times, from the stream alone.</summary>
/// <remarks>
/// A funding event pays what is held when it comes. Where none comes within five minutes after a funding time, what was
/// held then is paid at the rate that the last mark before had announced for it; where no mark had, funding is missing,
/// unless the stream has ended by then.
/// Funding times are those that marks announce, else multiples of the account's funding interval (8 h at the large
/// venues: Binance <c>/fapi/v1/fundingInfo</c>, Bybit <c>fundingInterval</c>).
/// </remarks>
/// <param name="account">Balances and positions.</param>
/// <param name="desk">Reports.</param>
/// <param name="policy">What happens where funding is missing.</param>
internal sealed class FundingDesk(VenueAccount account, OrderDesk desk, FundingPolicy policy)
{
    private const long GraceMaxNs = 5 * TimestampNs.PerMinute;
    private const long SameNs = TimestampNs.PerMinute;

    private readonly List<FundingClock> _clocks = [];
    private TimestampNs _next = TimestampNs.MinValue;

    /// <summary>How often a position was held over a funding time of which the stream said nothing.</summary>
    internal long MissingCount { get; private set; }

    internal void AddInstrument()
    {
        _clocks.Add(default);
        _next = TimestampNs.MinValue;
    }

    /// <summary>The clock has moved; before the event that moved it is applied.</summary>
    /// <exception cref="MissingFundingException">Funding is missing, and it is required.</exception>
    internal void OnClock(TimestampNs now, AccountId owner)
    {
        if (now >= _next)
        {
            Look(now, owner, isEnd: false);
        }
    }

    /// <summary>The stream ends: nothing more will be said of what is due.</summary>
    /// <exception cref="MissingFundingException">Funding is missing, and it is required.</exception>
    internal void OnEnd(TimestampNs now, AccountId owner) => Look(now, owner, isEnd: true);

    /// <summary>A mark may announce the next funding.</summary>
    internal void OnMark(VenueInstrument instrument, in Event e)
    {
        var time = e.Mark.NextFundingTime;
        if (time <= desk.Clock || !instrument.Holdings.IsPerpetual)
        {
            return;
        }

        ref var clock = ref ClockOf(instrument.Instrument.Id.Value);
        (clock.RateTime, clock.Rate) = (time, e.Mark.FundingRate);
        if (clock.Due != time)
        {
            clock.Due = time;
            _next = TimestampNs.MinValue;
        }
    }

    /// <summary>Funding was applied: pays what is held.</summary>
    internal void OnFunding(VenueInstrument instrument, in Event e, AccountId owner)
    {
        var holdings = instrument.Holdings;
        if (!holdings.IsPerpetual)
        {
            return;
        }

        ref var clock = ref ClockOf(instrument.Instrument.Id.Value);
        clock.Pending = TimestampNs.Zero;
        var isPaid = clock.Paid > TimestampNs.Zero && Math.Abs(e.Funding.FundingTime - clock.Paid) < SameNs;
        if (isPaid || holdings.IsFlat || !TryPrice(instrument, out var price))
        {
            return;
        }

        Pay(instrument, PositionLeg.Long, holdings.Leg(PositionLeg.Long).Quantity, e.Funding.Rate, price, owner);
        Pay(instrument, PositionLeg.Short, holdings.Leg(PositionLeg.Short).Quantity, e.Funding.Rate, price, owner);
    }

    internal void VisitState(StateSink sink)
    {
        for (var i = 0; i < _clocks.Count; i++)
        {
            ClockOf(i).VisitState(sink);
        }

        sink.Visit(ref _next);
        var missing = MissingCount;
        sink.Visit(ref missing);
        MissingCount = missing;
    }

    /// <summary>
    /// The price that funding applies to: the mark, which the funding event may have set, else the last trade, else
    /// what there is.
    /// </summary>
    private static bool TryPrice(VenueInstrument instrument, out FinePrice price)
    {
        var market = instrument.Market;
        price = market.MarkPrice;
        if (market.HasMark)
        {
            return true;
        }

        var ticks = market.LastTradePrice;
        if (!market.HasTrade && !market.TryReferencePrice(out ticks))
        {
            return false;
        }

        price = Ticks.ToFine(instrument.Instrument, ticks);
        return true;
    }

    /// <summary>How long a funding event is waited for, ns; never into the next one.</summary>
    private long Grace => Math.Min(GraceMaxNs, account.Settings.FundingIntervalNs / 2);

    private ref FundingClock ClockOf(int index) =>
        ref CollectionsMarshal.AsSpan(_clocks)[index];

    private void Look(TimestampNs now, AccountId owner, bool isEnd)
    {
        _next = TimestampNs.MaxValue;
        for (var i = 0; i < _clocks.Count; i++)
        {
            var holdings = account.Holdings[i];
            if (!holdings.IsPerpetual)
            {
                continue;
            }

            ref var clock = ref ClockOf(i);
            Settle(ref clock, holdings, now, owner, isEnd);
            if (clock.Due <= now)
            {
                Pass(ref clock, holdings, now);
                Settle(ref clock, holdings, now, owner, isEnd);
            }

            var look = clock.Pending > TimestampNs.Zero ? clock.Pending + Grace : clock.Due;
            _next = look < _next ? look : _next;
        }
    }

    /// <summary>A funding time has passed: notes what was held then, and when the next one is.</summary>
    private void Pass(ref FundingClock clock, VenueHoldings holdings, TimestampNs now)
    {
        var isFirst = clock.Due == TimestampNs.Zero;
        if (!isFirst && !holdings.IsFlat && clock.Pending == TimestampNs.Zero)
        {
            clock.Pending = clock.Due;
            clock.HasPendingRate = clock.RateTime == clock.Due;
            clock.PendingRate = clock.Rate;
            clock.PendingPrice = TryPrice(holdings.Market, out var price) ? price : holdings.Mark;
            clock.PendingLong = holdings.Leg(PositionLeg.Long).Quantity;
            clock.PendingShort = holdings.Leg(PositionLeg.Short).Quantity;
        }

        var interval = account.Settings.FundingIntervalNs;
        clock.Due = new TimestampNs(checked(((now.Value / interval) + 1) * interval));
    }

    /// <summary>What has waited for its funding event long enough is paid as it was announced, or is missing.</summary>
    private void Settle(ref FundingClock clock, VenueHoldings holdings, TimestampNs now, AccountId owner, bool isEnd)
    {
        if (clock.Pending == TimestampNs.Zero || (!isEnd && now < clock.Pending + Grace))
        {
            return;
        }

        var time = clock.Pending;
        clock.Pending = TimestampNs.Zero;
        if (clock.HasPendingRate)
        {
            clock.Paid = time;
            var (rate, price) = (clock.PendingRate, clock.PendingPrice);
            Pay(holdings.Market, PositionLeg.Long, clock.PendingLong, rate, price, owner);
            Pay(holdings.Market, PositionLeg.Short, clock.PendingShort, rate, price, owner);
            return;
        }

        if (now < time + Grace)
        {
            // The stream has ended before the event could come: it is not missing, it is not told yet.
            return;
        }

        MissingCount++;
        if (policy == FundingPolicy.Required)
        {
            throw new MissingFundingException(holdings.Instrument.Name, time);
        }
    }

    private void Pay(
        VenueInstrument instrument, PositionLeg leg, QtyLots quantity, Rate rate, FinePrice price, AccountId owner)
    {
        if (quantity == QtyLots.Zero || !instrument.Instrument.TryNotional(price, quantity, out var value))
        {
            return;
        }

        var amount = Fees.FundingReceived(value, rate);
        account.Move(instrument.Instrument.SettleAsset, amount);
        desk.ReportFunding(instrument, leg, quantity, rate, price, amount, owner);
    }
}
