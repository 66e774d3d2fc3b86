using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>Two positions that make sense only together: opened, kept level and closed with market orders.</summary>
/// <remarks>
/// A leg that is refused or not filled at all brings the other one out again; where one is filled in part, the fuller
/// one is cut down to the same part of what was wanted. The owner hands on fills and orders, and calls
/// <see cref="Retry" /> once per sample. One thread.
/// </remarks>
internal sealed class PairPosition
{
    private readonly Holding _first;
    private readonly Holding _second;
    private QtyLots _wantedFirst;
    private QtyLots _wantedSecond;
    private int _phase;
    private TimestampNs _since;

    internal PairPosition(InstrumentId first, InstrumentId second)
    {
        // A pair watches no prices of its own, so that the holdings need no timer.
        _first = new Holding(first, 0);
        _second = new Holding(second, 0);
    }

    /// <summary>Where it stands.</summary>
    internal PairPhase Phase => (PairPhase)_phase;

    /// <summary>When it was opened; of no meaning while it is idle.</summary>
    internal TimestampNs Since => _since;

    /// <summary>Orders both legs, on opposite sides.</summary>
    /// <param name="context">The strategy's context.</param>
    /// <param name="sideOfSecond">The second leg's side; the first takes the other.</param>
    /// <param name="first">The first leg's lots.</param>
    /// <param name="second">The second leg's lots.</param>
    /// <returns>False where nothing was opened.</returns>
    internal bool Enter(StrategyContext context, Side sideOfSecond, QtyLots first, QtyLots second)
    {
        if (Phase != PairPhase.Idle || !_second.Enter(context, sideOfSecond, second, default))
        {
            return false;
        }

        _wantedFirst = first;
        _wantedSecond = second;
        _since = context.Now;
        var sideOfFirst = sideOfSecond == Side.Bid ? Side.Ask : Side.Bid;
        var isWhole = _first.Enter(context, sideOfFirst, first, default);
        _phase = (int)(isWhole ? PairPhase.Entering : PairPhase.Leaving);
        return true;
    }

    /// <summary>Closes both legs.</summary>
    internal void Leave(StrategyContext context)
    {
        if (Phase != PairPhase.Idle)
        {
            _phase = (int)PairPhase.Leaving;
            Progress(context);
        }
    }

    /// <summary>A new sample: what was held back may be tried again.</summary>
    internal void Retry(StrategyContext context)
    {
        _first.Retry();
        _second.Retry();
        Progress(context);
    }

    internal void OnFill(StrategyContext context, in FillReport fill)
    {
        _first.OnFill(context, fill);
        _second.OnFill(context, fill);
    }

    internal void OnOrder(StrategyContext context, in Order order)
    {
        _first.OnOrder(order);
        _second.OnOrder(order);
        Progress(context);
    }

    internal void VisitState(StateSink sink)
    {
        _first.VisitState(sink);
        _second.VisitState(sink);
        sink.Visit(ref _wantedFirst);
        sink.Visit(ref _wantedSecond);
        sink.Visit(ref _phase);
        sink.Visit(ref _since);
    }

    private void Progress(StrategyContext context)
    {
        if (Phase == PairPhase.Entering && !_first.IsBusy && !_second.IsBusy)
        {
            Level(context);
        }

        if (Phase == PairPhase.Leaving)
        {
            _first.Leave(context, ExitReason.Signal);
            _second.Leave(context, ExitReason.Signal);
            _phase = (int)(_first.IsFree(context) && _second.IsFree(context) ? PairPhase.Idle : PairPhase.Leaving);
        }
    }

    private void Level(StrategyContext context)
    {
        var first = Math.Abs(_first.Quantity(context).Value);
        var second = Math.Abs(_second.Quantity(context).Value);
        if (first == 0 || second == 0)
        {
            _phase = (int)PairPhase.Leaving;
            return;
        }

        _phase = (int)PairPhase.Held;
        // Cross-multiplied, exact: who has the smaller part of what was wanted says how much of the other may stay.
        var left = (Int128)first * _wantedSecond.Value;
        var right = (Int128)second * _wantedFirst.Value;
        if (left > right)
        {
            Trim(context, _first, first, (long)(right / _wantedSecond.Value));
        }
        else if (right > left)
        {
            Trim(context, _second, second, (long)(left / _wantedFirst.Value));
        }
    }

    // A rest that the venue would not take stays: it is smaller than the smallest order.
    private static void Trim(StrategyContext context, Holding leg, long held, long kept)
    {
        var market = context.Market(leg.Instrument);
        if (market.TryReferencePrice(out var reference))
        {
            leg.Reduce(context, Sizing.Tradable(market.Instrument, reference, new QtyLots(held - kept)));
        }
    }
}
