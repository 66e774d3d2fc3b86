using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Indicators;

/// <summary>
/// Order-flow imbalance at the best bid and offer over the last n changes of them, in lots: exact. One thread.
/// </summary>
/// <remarks>
/// Each change adds what it says of demand less supply: e = [b ≥ b₋₁]·q − [b ≤ b₋₁]·q₋₁ − [a ≤ a₋₁]·r + [a ≥ a₋₁]·r₋₁,
/// with b and q the price and quantity of the best bid, a and r those of the best ask, and ₋₁ those before the change
/// (Cont, Kukanov and Stoikov, Journal of Financial Econometrics 12, 2014). Above zero: more is bid for, or less is
/// offered. Ready after n + 1 updates.
/// </remarks>
public sealed class OrderFlowImbalance
{
    private readonly long[] _events;
    private int _next;
    private int _count;
    private long _sum;
    private long _absolute;
    private bool _hasLast;
    private PriceTicks _bid;
    private QtyLots _bidQuantity;
    private PriceTicks _ask;
    private QtyLots _askQuantity;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in changes of the best bid or offer, positive.</param>
    public OrderFlowImbalance(int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        _events = new long[period];
    }

    /// <summary>Whether n changes were seen.</summary>
    public bool IsReady => _count == _events.Length;

    /// <summary>The sum over the window, in lots; over what there is until ready.</summary>
    public QtyLots Value => new(_sum);

    /// <summary>The sum over that of the absolute values: −1 … 1; 0 where nothing happened.</summary>
    public double Ratio => _absolute == 0 ? 0 : (double)_sum / _absolute;

    /// <summary>Takes the best bid and offer after a change; a side that is empty has quantity zero.</summary>
    /// <exception cref="OverflowException">The quantities of the window exceed a long.</exception>
    public void Update(PriceTicks bid, QtyLots bidQuantity, PriceTicks ask, QtyLots askQuantity)
    {
        if (_hasLast)
        {
            var contribution = (bid >= _bid ? bidQuantity.Value : 0) - (bid <= _bid ? _bidQuantity.Value : 0)
                - (ask <= _ask ? askQuantity.Value : 0) + (ask >= _ask ? _askQuantity.Value : 0);
            Push(contribution);
        }

        _hasLast = true;
        (_bid, _bidQuantity, _ask, _askQuantity) = (bid, bidQuantity, ask, askQuantity);
    }

    /// <summary>Begins anew: after a gap the next book continues none before it.</summary>
    public void Reset()
    {
        Array.Clear(_events);
        _next = _count = 0;
        _sum = _absolute = 0;
        _hasLast = false;
    }

    /// <summary>Visits all that later values depend on.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _next);
        sink.Visit(ref _count);
        sink.Visit(ref _sum);
        sink.Visit(ref _absolute);
        sink.Visit(ref _hasLast);
        sink.Visit(ref _bid);
        sink.Visit(ref _bidQuantity);
        sink.Visit(ref _ask);
        sink.Visit(ref _askQuantity);
        for (var index = 0; index < _count; index++)
        {
            sink.Visit(ref _events[index]);
        }

        // What a restored window does not hold yet shall be zero, as in a new one.
        Array.Clear(_events, _count, _events.Length - _count);
    }

    private void Push(long contribution)
    {
        ref var slot = ref _events[_next];
        _sum = checked(_sum + contribution - slot);
        _absolute = checked(_absolute + Math.Abs(contribution) - Math.Abs(slot));
        slot = contribution;
        _next = _next + 1 == _events.Length ? 0 : _next + 1;
        _count += _count < _events.Length ? 1 : 0;
    }
}
