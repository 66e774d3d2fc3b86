using System.Numerics;
using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Risk;
using Engine.Core.Timers;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Sanitizing;

/// <summary>
/// Judges what the public stream says before strategies act on it: gaps, crossed books, wide spreads, prices that are
/// not positive, late data, silence. One thread.
/// </summary>
/// <remarks>
/// Every update that fails is counted, by check and instrument; what it stops beside is configured
/// (<see cref="SanitizerLimits" />). That a check begins to fail, and that it passes again, goes out as one command
/// each, however many updates lie between. Latency is judged where the venue gave a time, and in a backtest only where
/// that is asked for; silence likewise, by a timer for each instrument.
/// </remarks>
public sealed class Sanitizer
{
    /// <summary>How many checks there are.</summary>
    public const int CheckCount = (int)DataCheck.Silent + 1;

    private const ulong SilentBit = 1UL << (int)DataCheck.Silent;

    private const ulong NotPositiveBit = 1UL << (int)DataCheck.NotPositive;

    // What the state of the book or the quote says stays said until that changes; the others are of one update.
    private const ulong JudgedByState = (1UL << (int)DataCheck.Gap) | (1UL << (int)DataCheck.Crossed)
        | (1UL << (int)DataCheck.Spread);

    private const double CentiBps = 1_000_000;

    private readonly IReadOnlyList<MarketState> _markets;
    private readonly TimerQueue _timers;
    private readonly Outbox _outbox;
    private DataHealth[] _health = [];
    private long[] _failed = [];
    private long[] _held = [];
    private long[] _failedTimes = [];
    private RunMode _mode;
    private ulong _heldMask;
    private ulong _riskMask;
    private bool _judgesTiming;

    internal Sanitizer(IReadOnlyList<MarketState> markets, TimerQueue timers, Outbox outbox)
    {
        _markets = markets;
        _timers = timers;
        _outbox = outbox;
        Refresh();
    }

    /// <summary>The parameters in force.</summary>
    public SanitizerLimits Limits { get; } = new();

    /// <summary>Whether the last update of an instrument passed every check, and its prices can be acted on.</summary>
    public bool IsSane(InstrumentId instrument) =>
        _health[instrument.Value].Failing == 0 && _markets[instrument.Value].IsLive;

    /// <summary>How many updates of an instrument have failed a check; of silence how often it began.</summary>
    public long FailedCount(InstrumentId instrument, DataCheck check) => _failed[PlaceOf(instrument, check)];

    /// <summary>How many of them were held back from strategies for that check.</summary>
    public long HeldBackCount(InstrumentId instrument, DataCheck check) => _held[PlaceOf(instrument, check)];

    internal void AddInstrument()
    {
        var count = _health.Length + 1;
        Array.Resize(ref _health, count);
        Array.Resize(ref _failed, count * CheckCount);
        Array.Resize(ref _held, count * CheckCount);
        Array.Resize(ref _failedTimes, count * CheckCount);
    }

    internal void OnParameter(in Event e)
    {
        Limits.Values.Apply(e);
        Refresh();
    }

    internal void OnSessionStarted(RunMode mode)
    {
        _mode = mode;
        Refresh();
    }

    /// <summary>Judges an update.</summary>
    /// <param name="market">The market, with the update applied.</param>
    /// <param name="change">What it has changed; what was held back before is added.</param>
    /// <param name="slots">The slots that strategies are told.</param>
    /// <param name="last">The last slot of the message.</param>
    /// <returns>Whether strategies may hear of it.</returns>
    internal bool Judge(MarketState market, ref MarketChange change, ReadOnlySpan<Event> slots, in Event last)
    {
        ref var health = ref _health[market.Instrument.Id.Value];
        var failing = health.Failing & JudgedByState;
        if ((change & (MarketChange.BestChanged | MarketChange.State)) != 0)
        {
            failing = JudgeState(market, ref health);
        }

        failing |= health.HasBadBest || HasBadSlot(slots) ? NotPositiveBit : 0;
        if (_judgesTiming)
        {
            failing |= IsLate(last) ? 1UL << (int)DataCheck.Late : 0;
            health.Lateness = last.Time.Value - last.VenueTime.Value;
            health.LastUpdate = last.Time.Value;
            WaitForSilence(market.Instrument.Id, ref health);
        }

        if ((failing | health.Failing | health.Reported | (ulong)health.Withheld) == 0)
        {
            return true;
        }

        return Settle(market, ref health, failing, ref change, last.Time.Value);
    }

    /// <summary>Whether an order that would add risk may go, by the data that it would go by.</summary>
    internal bool Passes(InstrumentId instrument, TimestampNs now, ref RiskVerdict verdict)
    {
        ref readonly var health = ref _health[instrument.Value];
        var stopping = health.Failing & _riskMask;
        if (stopping == 0)
        {
            return true;
        }

        verdict = Describe(_markets[instrument.Value], health, BitOperations.TrailingZeroCount(stopping), now.Value);
        return false;
    }

    /// <summary>The time has come to see whether an instrument has fallen silent.</summary>
    internal void OnTimer(InstrumentId instrument, TimestampNs now)
    {
        ref var health = ref _health[instrument.Value];
        health.IsTimed = false;
        if (!_judgesTiming || Limits.MaxSilenceNs == 0)
        {
            return;
        }

        if (now.Value - health.LastUpdate < Limits.MaxSilenceNs)
        {
            WaitForSilence(instrument, ref health);
            return;
        }

        health.Failing |= SilentBit;
        _failed[PlaceOf(instrument, DataCheck.Silent)]++;
        _failedTimes[PlaceOf(instrument, DataCheck.Silent)] = now.Value;
        Report(_markets[instrument.Value], ref health, now.Value);
    }

    internal void VisitState(StateSink sink)
    {
        var mode = (long)_mode;
        sink.Visit(ref mode);
        _mode = (RunMode)mode;
        Limits.Values.VisitState(sink);
        foreach (ref var health in _health.AsSpan())
        {
            health.VisitState(sink);
        }

        Visit(_failed, sink);
        Visit(_held, sink);
        Visit(_failedTimes, sink);
        Refresh();
    }

    private static int PlaceOf(InstrumentId instrument, DataCheck check) =>
        (instrument.Value * CheckCount) + (int)check;

    private static void Visit(long[] values, StateSink sink)
    {
        foreach (ref var value in values.AsSpan())
        {
            sink.Visit(ref value);
        }
    }

    private static bool HasBadSlot(ReadOnlySpan<Event> slots)
    {
        var isBad = false;
        foreach (ref readonly var e in slots)
        {
            isBad |= e.Kind switch
            {
                EventKind.Trade => e.Trade.Price.Value <= 0 || e.Trade.Quantity.Value <= 0,
                EventKind.Liquidation => e.Liquidation.Price.Value <= 0 || e.Liquidation.Quantity.Value <= 0,
                EventKind.BookLevel => e.BookLevel.Price.Value <= 0,
                EventKind.Bar => e.Bar.Open.Value <= 0 || e.Bar.Open.Value <= -(long)e.Bar.LowOffset
                    || e.Bar.Open.Value <= -(long)e.Bar.CloseOffset,
                EventKind.Quote => (e.Quote.BidQuantity.Value > 0 && e.Quote.BidPrice.Value <= 0)
                    || (e.Quote.AskQuantity.Value > 0 && e.Quote.AskPrice.Value <= 0),
                _ => false,
            };
        }

        return isBad;
    }

    private ulong JudgeState(MarketState market, ref DataHealth health)
    {
        var isWhole = market.IsWhole;
        health.WasWhole |= isWhole;
        var failing = !isWhole && health.WasWhole ? 1UL << (int)DataCheck.Gap : 0;
        var (bid, ask) = (market.BestBid.Value, market.BestAsk.Value);
        health.HasBadBest = (market.HasBid && bid <= 0) || (market.HasAsk && ask <= 0);
        if (!market.HasBid || !market.HasAsk)
        {
            return failing;
        }

        if (bid >= ask)
        {
            return failing | (1UL << (int)DataCheck.Crossed);
        }

        // Twice the spread against the sum of both: the mid without a division.
        var limit = Limits.MaxSpread;
        var isWide = limit > 0 && 2.0 * (ask - bid) > limit * ((double)ask + bid);
        return isWide ? failing | (1UL << (int)DataCheck.Spread) : failing;
    }

    private bool IsLate(in Event e) => e.VenueTime.Value > 0 && Limits.MaxLatencyNs > 0
        && e.Kind is EventKind.BookLevel or EventKind.BookSnapshotEnd or EventKind.Quote or EventKind.Trade
        && e.Time.Value - e.VenueTime.Value > Limits.MaxLatencyNs;

    private void WaitForSilence(InstrumentId instrument, ref DataHealth health)
    {
        if (!health.IsTimed && Limits.MaxSilenceNs > 0)
        {
            health.IsTimed = true;
            var deadline = new TimestampNs(health.LastUpdate + Limits.MaxSilenceNs);
            _timers.Set(deadline, StrategyId.Engine, instrument.Value);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Settle(MarketState market, ref DataHealth health, ulong failing, ref MarketChange change, long now)
    {
        var first = market.Instrument.Id.Value * CheckCount;
        var isHeld = (failing & _heldMask) != 0;
        health.Failing = failing;
        for (var rest = failing; rest != 0; rest &= rest - 1)
        {
            var check = BitOperations.TrailingZeroCount(rest);
            _failed[first + check]++;
            _held[first + check] += (long)((_heldMask >> check) & 1);
            _failedTimes[first + check] = now;
        }

        Report(market, ref health, now);
        if (isHeld)
        {
            health.Withheld |= change;
            return false;
        }

        // What the book became meanwhile is told with the first update that may be heard.
        change |= health.Withheld;
        health.Withheld = MarketChange.None;
        return true;
    }

    /// <summary>Says what begins to fail at once, and what passes only when it has passed for a while.</summary>
    private void Report(MarketState market, ref DataHealth health, long now)
    {
        for (var rest = health.Failing ^ health.Reported; rest != 0; rest &= rest - 1)
        {
            var check = BitOperations.TrailingZeroCount(rest);
            var bit = 1UL << check;
            var isFailing = (health.Failing & bit) != 0;
            var failedTime = _failedTimes[(market.Instrument.Id.Value * CheckCount) + check];
            if (!isFailing && now - failedTime < Limits.RecoveryNs)
            {
                continue;
            }

            health.Reported ^= bit;
            var verdict = Describe(market, health, check, now);
            ref var command = ref _outbox.Add(CommandKind.DataState);
            command.Instrument = market.Instrument.Id;
            command.IsFailing = isFailing ? 1 : 0;
            command.Measured = isFailing ? verdict.Measured : 0;
            command.Limit = verdict.Limit;
            command.Reason = verdict.Reason;
        }
    }

    /// <summary>
    /// A check's reason, what it measures now and its limit; spreads in hundredths of a bp, times in ns.
    /// </summary>
    private RiskVerdict Describe(MarketState market, in DataHealth health, int check, long now)
    {
        switch ((DataCheck)check)
        {
            case DataCheck.Gap:
                return RiskVerdict.Refuse(ReasonCode.FeedGap);
            case DataCheck.Crossed:
                return new RiskVerdict(ReasonCode.BookCrossed, market.BestBid.Value, market.BestAsk.Value);
            case DataCheck.Spread:
                var (bid, ask) = ((double)market.BestBid.Value, (double)market.BestAsk.Value);
                var spread = bid + ask > 0 ? 2 * (ask - bid) / (ask + bid) * CentiBps : long.MaxValue;
                return new RiskVerdict(ReasonCode.SpreadTooWide, Rounded(spread), Rounded(Limits.MaxSpread * CentiBps));
            case DataCheck.Late:
                return new RiskVerdict(ReasonCode.DataLate, health.Lateness, Limits.MaxLatencyNs);
            case DataCheck.Silent:
                return new RiskVerdict(ReasonCode.DataSilent, now - health.LastUpdate, Limits.MaxSilenceNs);
            default:
                return RiskVerdict.Refuse(ReasonCode.DataNotPositive);
        }
    }

    private static long Rounded(double value) => value < 9e18 ? (long)(value + 0.5) : long.MaxValue;

    private void Refresh()
    {
        _heldMask = 0;
        _riskMask = 0;
        for (var check = 0; check < CheckCount; check++)
        {
            var stop = Limits.StopOf((DataCheck)check);
            _heldMask |= (stop & DataStop.Strategies) != 0 ? 1UL << check : 0;
            _riskMask |= (stop & DataStop.Risk) != 0 ? 1UL << check : 0;
        }

        _judgesTiming = _mode switch
        {
            RunMode.None => false,
            RunMode.Backtest => Limits.TimingInBacktest,
            _ => true,
        };
    }
}
