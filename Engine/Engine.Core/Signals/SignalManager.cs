using System.Diagnostics;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Signals;

/// <summary>
/// Collects the signals of several strategies: checks, weighs, deduplicates and expires them. A part of a strategy
/// that hears signals. One thread.
/// </summary>
/// <remarks>
/// A signal is Pending until it is Executed or Expired, or it is Rejected at once: each of these goes out as a command
/// (<see cref="CommandKind.SignalState" />). A source has one vote for an instrument: the same side again is a
/// duplicate, the other side takes back what it said before. Bounded; nothing is allocated after it was made.
/// <para>
/// The score of a vote is Σ weight × confidence of one side, less that of the other, over Σ weight of all that are
/// pending: 1 where all are sure and agree, 0 where they cancel. Where the strongest side counts alone, the other
/// side is in neither sum.
/// </para>
/// </remarks>
public sealed class SignalManager
{
    private readonly Entry[] _pending;
    private readonly double[] _weights;
    private readonly SignalRules _rules;
    private long _lastNumber;
    private int _count;

    /// <summary>Makes one with nothing pending.</summary>
    /// <param name="capacity">How many signals may be pending at once, positive.</param>
    /// <param name="rules">What is valid.</param>
    /// <param name="weights">
    /// By the place of the source's type less one; the last is for all beyond. A type without weight is not heard.
    /// </param>
    public SignalManager(int capacity, in SignalRules rules, params ReadOnlySpan<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        if (weights.IsEmpty || rules.MaxAgeNs <= 0)
        {
            throw new ArgumentException("Signals need a weight and a positive age to count at all.", nameof(rules));
        }

        _pending = new Entry[capacity];
        _weights = weights.ToArray();
        _rules = rules;
    }

    /// <summary>How many signals are pending.</summary>
    public int PendingCount => _count;

    /// <summary>When the first of the pending ones expires; the greatest time where none is.</summary>
    public TimestampNs NextExpiry
    {
        get
        {
            var next = long.MaxValue;
            foreach (ref readonly var entry in _pending.AsSpan(0, _count))
            {
                next = Math.Min(next, entry.Time.Value + _rules.MaxAgeNs);
            }

            return new TimestampNs(next);
        }
    }

    /// <summary>Hears a signal.</summary>
    /// <param name="context">The context of the strategy that collects: clock, state of the data, commands.</param>
    /// <param name="signal">The signal.</param>
    /// <returns>Pending or Rejected.</returns>
    public SignalState Add(StrategyContext context, in Signal signal)
    {
        ArgumentNullException.ThrowIfNull(context);
        Expire(context);
        var entry = new Entry
        {
            Number = ++_lastNumber,
            Instrument = signal.Instrument,
            Source = signal.Source,
            Side = signal.Side,
            Price = signal.Price,
            Time = signal.Time,
            Confidence = signal.Confidence,
            Weight = _weights[Math.Min(signal.SourceType, _weights.Length) - 1],
        };
        var reason = Judge(context, entry);
        if (reason != ReasonCode.None)
        {
            Put(context, entry, SignalState.None, SignalState.Rejected, reason);
            return SignalState.Rejected;
        }

        TakeBack(context, entry);
        if (_count == _pending.Length)
        {
            Put(context, entry, SignalState.None, SignalState.Rejected, ReasonCode.SignalTableFull);
            return SignalState.Rejected;
        }

        _pending[_count++] = entry;
        Put(context, entry, SignalState.None, SignalState.Pending, ReasonCode.None);
        return SignalState.Pending;
    }

    /// <summary>Ends what is too old by the core's clock.</summary>
    public void Expire(StrategyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        for (var i = 0; i < _count;)
        {
            if (context.Now.Value - _pending[i].Time.Value < _rules.MaxAgeNs)
            {
                i++;
                continue;
            }

            EndAt(context, i, SignalState.Expired, ReasonCode.SignalExpired);
        }
    }

    /// <summary>What the pending signals of an instrument come to; look at it after <see cref="Expire" />.</summary>
    public SignalVote Weigh(InstrumentId instrument)
    {
        double bid = 0, ask = 0, bidWeight = 0, askWeight = 0;
        int bids = 0, asks = 0;
        foreach (ref readonly var entry in _pending.AsSpan(0, _count))
        {
            if (entry.Instrument != instrument)
            {
                continue;
            }

            if (entry.Side == Side.Bid)
            {
                bid += entry.Weight * entry.Confidence;
                bidWeight += entry.Weight;
                bids++;
            }
            else
            {
                ask += entry.Weight * entry.Confidence;
                askWeight += entry.Weight;
                asks++;
            }
        }

        var isBid = bid > ask;
        var (mine, other) = isBid ? (bid, ask) : (ask, bid);
        var sources = isBid ? bids : asks;
        if (_rules.Conflict == ConflictRule.Strongest)
        {
            other = mine > other ? 0 : other;
            bidWeight = isBid ? bidWeight : 0;
            askWeight = isBid ? 0 : askWeight;
        }

        var total = bidWeight + askWeight;
        return total > 0 && mine > other
            ? new SignalVote(isBid ? Side.Bid : Side.Ask, (mine - other) / total, sources)
            : default;
    }

    /// <summary>Says that the pending signals of a side have been acted upon.</summary>
    /// <returns>How many.</returns>
    public int Execute(StrategyContext context, InstrumentId instrument, Side side)
    {
        ArgumentNullException.ThrowIfNull(context);
        var executed = 0;
        for (var i = 0; i < _count;)
        {
            if (_pending[i].Instrument != instrument || _pending[i].Side != side)
            {
                i++;
                continue;
            }

            EndAt(context, i, SignalState.Executed, ReasonCode.None);
            executed++;
        }

        return executed;
    }

    /// <summary>Visits what is pending; rules and weights are its maker's.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _lastNumber);
        sink.Visit(ref _count);
        foreach (ref var entry in _pending.AsSpan(0, _count))
        {
            entry.VisitState(sink);
        }
    }

    private ReasonCode Judge(StrategyContext context, in Entry entry)
    {
        if (context.Now.Value - entry.Time.Value >= _rules.MaxAgeNs)
        {
            return ReasonCode.SignalExpired;
        }

        // Not a number is not within the bounds either.
        if (!(entry.Confidence >= _rules.MinConfidence && entry.Confidence is > 0 and <= 1))
        {
            return ReasonCode.SignalWeak;
        }

        if (entry.Weight <= 0)
        {
            return ReasonCode.SignalUnweighted;
        }

        return context.IsSane(entry.Instrument) ? JudgeAmongOthers(entry) : ReasonCode.DataUnfit;
    }

    private ReasonCode JudgeAmongOthers(in Entry entry)
    {
        foreach (ref readonly var other in _pending.AsSpan(0, _count))
        {
            if (other.Instrument != entry.Instrument)
            {
                continue;
            }

            var isSameSource = other.Source == entry.Source;
            if (isSameSource && other.Side == entry.Side)
            {
                return ReasonCode.SignalDuplicate;
            }

            if (!isSameSource && other.Side != entry.Side && _rules.Conflict == ConflictRule.Refuse)
            {
                return ReasonCode.SignalConflict;
            }
        }

        return ReasonCode.None;
    }

    private void TakeBack(StrategyContext context, in Entry entry)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_pending[i].Instrument == entry.Instrument && _pending[i].Source == entry.Source)
            {
                EndAt(context, i, SignalState.Expired, ReasonCode.SignalReplaced);
                return;
            }
        }
    }

    private void EndAt(StrategyContext context, int place, SignalState state, ReasonCode reason)
    {
        Debug.Assert(place < _count, "Only a pending signal ends.");
        Put(context, _pending[place], SignalState.Pending, state, reason);
        _count--;
        _pending.AsSpan(place + 1, _count - place).CopyTo(_pending.AsSpan(place));
    }

    private static void Put(
        StrategyContext context, in Entry entry, SignalState before, SignalState after, ReasonCode reason)
    {
        ref var command = ref context.AddCommand(CommandKind.SignalState);
        command.Instrument = entry.Instrument;
        command.Flags = entry.Side == Side.Ask ? CommandFlags.Ask : CommandFlags.None;
        command.SignalNumber = entry.Number;
        command.Price = entry.Price;
        command.Count = BitConverter.DoubleToInt64Bits(entry.Confidence);
        command.StateBefore = (long)before;
        command.StateAfter = (long)after;
        command.Source = entry.Source;
        command.Reason = reason;
    }

    private struct Entry
    {
        internal long Number;
        internal InstrumentId Instrument;
        internal StrategyId Source;
        internal Side Side;
        internal PriceTicks Price;
        internal TimestampNs Time;
        internal double Confidence;
        internal double Weight;

        internal void VisitState(StateSink sink)
        {
            var isAsk = Side == Side.Ask;
            sink.Visit(ref Number);
            sink.Visit(ref Instrument);
            sink.Visit(ref Source);
            sink.Visit(ref isAsk);
            sink.Visit(ref Price);
            sink.Visit(ref Time);
            sink.Visit(ref Confidence);
            sink.Visit(ref Weight);
            Side = isAsk ? Side.Ask : Side.Bid;
        }
    }
}
