using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Model.Accounts;
using Engine.Model.Formulas;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <content>
/// Equity, kept with every event: a market event revalues the positions of its instrument and no other.
/// </content>
public sealed partial class Portfolio
{
    private const MarketChange MovesValue =
        MarketChange.BestChanged | MarketChange.Trade | MarketChange.Bar | MarketChange.Mark | MarketChange.State;

    private PriceMark[] _marks = [];

    // By (strategy, instrument): what the position is worth at the mark.
    private Money[] _values = [];
    private Money[] _accountValues = [];

    // By instrument: the strategies whose position is not empty, in the order in which they came.
    private int[][] _holders = [];
    private int[] _holderCounts = [];
    private EquityTrack[] _tracks = [default];
    private EquityTrack _account;
    private Money _deposits;
    private Money _perpetualValue;
    private AssetId _currency;
    private bool _isCurrencyFixed;
    private TimestampNs _nextDay = TimestampNs.MinValue;
    private long _liquidationCount;

    /// <summary>
    /// The currency of the account's equity: the settle asset of the first balance that the stream has told, else of
    /// the first instrument. Instruments that settle in another are not in equity and its tracks:
    /// <see cref="Equity(AssetId, IReadOnlyList{MarketState})" /> answers for them.
    /// </summary>
    public AssetId Currency => _currency;

    /// <summary>
    /// What the account is worth now: cash and open positions at their marks, less fees paid in other assets. Kept with
    /// every event. A market that is crossed or broken moves no value; mark prices always do.
    /// </summary>
    public Money Equity() => _account.Equity;

    /// <summary>The highest equity so far; deposits and withdrawals move it along.</summary>
    public Money PeakEquity => _account.Peak;

    /// <summary>How far equity lies below its peak; not negative.</summary>
    public Money Drawdown => _account.Drawdown;

    /// <summary>What the day (UTC) has made so far, open positions, fees and funding included.</summary>
    public Money DayPnl => _account.DayPnl;

    /// <summary>What the run has made so far: equity less what was deposited.</summary>
    public Money TotalPnl => _account.Equity - _deposits;

    /// <summary>The account's equity, peak and day.</summary>
    public ref readonly EquityTrack Account => ref _account;

    /// <summary>
    /// A strategy's net profit since the start (as <see cref="EquityTrack.Equity" />), its peak, drawdown and day.
    /// </summary>
    public ref readonly EquityTrack Track(StrategyId strategy) => ref _tracks[strategy.Value];

    /// <summary>What a strategy's position in an instrument is worth at the mark, signed.</summary>
    public Money MarkedValue(StrategyId strategy, InstrumentId instrument) => _values[IndexOf(strategy, instrument)];

    /// <summary>What the account's position in an instrument is worth at the mark, signed.</summary>
    public Money MarkedValue(InstrumentId instrument) => _accountValues[instrument.Value];

    /// <summary>The profit that is open in the account's position, at the mark, before fees and funding.</summary>
    public Money UnrealizedPnl(InstrumentId instrument) =>
        _accountValues[instrument.Value] - _byInstrument[instrument.Value].Cost;

    /// <summary>The profit that is open in a leg of the account's position, at the mark, of whole lots.</summary>
    public Money UnrealizedPnl(InstrumentId instrument, PositionLeg leg) =>
        LegValue(instrument.Value, leg) - Leg(instrument, leg).Cost;

    /// <summary>The profit that is open in a strategy's position, at the mark.</summary>
    public Money UnrealizedPnl(StrategyId strategy, InstrumentId instrument) =>
        MarkedValue(strategy, instrument) - OfStrategy(strategy, instrument).Cost;

    /// <summary>Whether money was ever paid in: before that nobody can say what a share of the equity is.</summary>
    internal bool IsFunded => _deposits > Money.Zero;

    /// <summary>A market message has ended: what is held of its instrument is worth something else now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void OnMarket(MarketState market, MarketChange change)
    {
        var index = market.Instrument.Id.Value;
        if (_holderCounts[index] != 0 && (change & MovesValue) != 0)
        {
            Remark(market, index);
        }
    }

    /// <summary>The clock has moved: a new day (UTC) may have begun.</summary>
    /// <returns>Whether it has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool OnClock(TimestampNs now)
    {
        var isNew = now >= _nextDay;
        if (isNew)
        {
            StartDay(now);
        }

        return isNew;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartDay(TimestampNs now)
    {
        var isFirst = _nextDay == TimestampNs.MinValue;
        var end = ((Int128)(now.Value / TimestampNs.PerDay) + 1) * TimestampNs.PerDay;
        _nextDay = end > long.MaxValue ? TimestampNs.MaxValue : new TimestampNs((long)end);
        if (isFirst)
        {
            return;
        }

        _account.StartDay();
        foreach (ref var track in _tracks.AsSpan())
        {
            track.StartDay();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Remark(MarketState market, int index)
    {
        ref var mark = ref _marks[index];
        if (PriceMark.TryRead(market, !mark.IsKnown, out var now) && !now.Equals(mark))
        {
            mark = now;
            Revalue(index, booked: -1, Money.Zero);
        }
    }

    /// <summary>After a booking: its cash flow and what has become of the position's value go into equity.</summary>
    private void AfterBooking(StrategyId strategy, InstrumentId instrument, Money flowBefore, PriceTicks fillPrice)
    {
        var index = instrument.Value;
        _isCurrencyFixed = true;
        ref readonly var position = ref _byStrategy[IndexOf(strategy, instrument)];
        NoteHolder(strategy.Value, index, HoldsAnything(strategy, instrument));
        ref var mark = ref _marks[index];
        if (PriceMark.TryRead(_markets[index], !mark.IsKnown, out var now))
        {
            mark = now;
        }
        else if (!mark.IsKnown && fillPrice > PriceTicks.Zero)
        {
            mark = PriceMark.Of(fillPrice);
        }

        Revalue(index, strategy.Value, position.CashFlow - flowBefore);
    }

    /// <summary>Values all that is held of an instrument; one strategy may have booked a cash flow.</summary>
    private void Revalue(int index, int booked, Money flow)
    {
        var valueBefore = _accountValues[index];
        var change = Money.Zero;
        var isCounted = _instruments.All[index].SettleAsset == _currency;
        var holders = _holders[index];
        for (var i = 0; i < _holderCounts[index]; i++)
        {
            if (holders[i] != booked)
            {
                change += RevalueRow(holders[i], index, Money.Zero, isCounted);
            }
        }

        if (booked >= 0)
        {
            change += RevalueRow(booked, index, flow, isCounted);
        }

        if (isCounted)
        {
            _account.Add(change + flow);
        }

        _accountValues[index] = valueBefore + change;
        MarginChanged(index, change, isCounted);
    }

    /// <returns>By how much the value has changed.</returns>
    private Money RevalueRow(int strategy, int index, Money flow, bool isCounted)
    {
        var row = (strategy * _instrumentCount) + index;
        var value = ValueAtMark(index, _byStrategy[row]);
        var change = value - _values[row];
        _values[row] = value;
        if (isCounted)
        {
            _tracks[strategy].Add(change + flow);
        }

        return change;
    }

    private Money ValueAtMark(int index, in Position position)
    {
        if (position.IsEmpty)
        {
            return Money.Zero;
        }

        var instrument = _instruments.All[index];
        var value = _marks[index].ValueOf(instrument, position.Quantity);
        return position.Dust == 0
            ? value
            : value + FeeValues.ValueOf(new Money(position.Dust), _marks[index].ToFine(instrument));
    }

    /// <summary>Whether a strategy holds something: of two legs that cancel out, both.</summary>
    internal bool HoldsAnything(StrategyId strategy, InstrumentId instrument) =>
        !StrategyRow(strategy, instrument, PositionLeg.Long).IsEmpty
        || !StrategyRow(strategy, instrument, PositionLeg.Short).IsEmpty;

    private void NoteHolder(int strategy, int index, bool isHolder)
    {
        var holders = _holders[index];
        var count = _holderCounts[index];
        var place = holders.AsSpan(0, count).IndexOf(strategy);
        if (isHolder == place >= 0)
        {
            return;
        }

        if (isHolder)
        {
            holders[count] = strategy;
            _holderCounts[index] = count + 1;
            return;
        }

        holders.AsSpan(place + 1, count - place - 1).CopyTo(holders.AsSpan(place));
        _holderCounts[index] = count - 1;
    }

    /// <summary>Money came from outside, or went there: equity moves, and nobody has earned it.</summary>
    private void Deposit(AssetId asset, Money amount)
    {
        if (!_isCurrencyFixed && IsSettleAsset(asset))
        {
            _currency = asset;
            _isCurrencyFixed = true;
        }

        if (asset == _currency)
        {
            _deposits += amount;
            _account.Deposit(amount);
        }
    }

    private bool IsSettleAsset(AssetId asset)
    {
        for (var i = 0; i < _instrumentCount; i++)
        {
            if (_instruments.All[i].SettleAsset == asset)
            {
                return true;
            }
        }

        return false;
    }
}
