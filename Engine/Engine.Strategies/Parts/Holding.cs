using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// A strategy's own position in one instrument, taken and left with market orders, one at a time, and watched on the
/// way: stop, target, time.
/// </summary>
/// <remarks>
/// The owner hands on what it hears: <see cref="OnFill" />, <see cref="OnOrder" />, <see cref="Watch" /> on every price
/// and on its timer, <see cref="Retry" /> once per sample. An exit that has begun is brought to its end, in several
/// orders where one is filled in part; one that risk or the venue holds back is tried again at the next sample, not at
/// each tick. Where positions net, exits are not reduce-only: that speaks of the account, whose position another
/// strategy may hold the other way. Where legs are held apart, nothing else closes one. One thread.
/// </remarks>
internal sealed class Holding
{
    private readonly InstrumentId _instrument;
    private readonly long _timerTag;
    private readonly bool _exitsAtVenue;
    private ExitRule _rule;
    private ExitPlan _plan;
    private OrderId _order;
    private TimestampNs _since;
    private int _leavingFor;
    private bool _isHeldBack;

    /// <summary>Nothing is held yet.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="timerTag">The tag of the timer that ends a position's life.</param>
    /// <param name="exitsAtVenue">Whether stop and target stand at the venue and are not watched here.</param>
    internal Holding(InstrumentId instrument, long timerTag, bool exitsAtVenue = false)
    {
        _exitsAtVenue = exitsAtVenue;
        _instrument = instrument;
        _timerTag = timerTag;
    }

    /// <summary>What is traded.</summary>
    internal InstrumentId Instrument => _instrument;

    /// <summary>Whether an order is under way.</summary>
    internal bool IsBusy => _order.Value != 0;

    /// <summary>Why the position is being left; None while it is kept.</summary>
    internal ExitReason LeavingFor => (ExitReason)_leavingFor;

    /// <summary>The prices and the time that are watched.</summary>
    internal ref readonly ExitPlan Plan => ref _plan;

    /// <summary>Whether a new position may be opened: nothing is held and no order is under way.</summary>
    internal bool IsFree(StrategyContext context) => !IsBusy && context.Position(_instrument).IsFlat;

    /// <summary>The signed position.</summary>
    internal QtyLots Quantity(StrategyContext context) => context.Position(_instrument).Quantity;

    /// <summary>Opens a position, or adds to it.</summary>
    /// <returns>False where the quantity is zero or risk refused the order.</returns>
    internal bool Enter(StrategyContext context, Side side, QtyLots quantity, in ExitRule rule)
    {
        if (IsBusy || quantity <= QtyLots.Zero)
        {
            return false;
        }

        _rule = rule;
        _leavingFor = (int)ExitReason.None;
        _isHeldBack = false;
        var order = OrderRequest.Market(_instrument, side, quantity);
        if (_exitsAtVenue && VenueExits.TryBracket(rule, context.Market(_instrument), out var bracket))
        {
            (_rule.Stop, _rule.Target) = (0, 0);
            _order = context.Place(order, bracket);
        }
        else
        {
            _order = context.Place(order);
        }

        return IsBusy;
    }

    /// <summary>Closes the position, or goes on closing it.</summary>
    /// <returns>Whether an order went out.</returns>
    internal bool Leave(StrategyContext context, ExitReason reason)
    {
        ref readonly var position = ref context.Position(_instrument);
        if (position.IsFlat || IsBusy || _isHeldBack)
        {
            return false;
        }

        _leavingFor = (int)reason;
        var side = position.Quantity > QtyLots.Zero ? Side.Ask : Side.Bid;
        Close(context, side, new QtyLots(Math.Abs(position.Quantity.Value)));
        _isHeldBack = !IsBusy;
        return IsBusy;
    }

    /// <summary>Closes a part of the position.</summary>
    /// <param name="context">The strategy's context.</param>
    /// <param name="quantity">How much of it; no more than is held.</param>
    /// <returns>Whether an order went out.</returns>
    internal bool Reduce(StrategyContext context, QtyLots quantity)
    {
        var held = Quantity(context);
        if (IsBusy || quantity <= QtyLots.Zero || quantity.Value > Math.Abs(held.Value))
        {
            return false;
        }

        Close(context, held > QtyLots.Zero ? Side.Ask : Side.Bid, quantity);
        return IsBusy;
    }

    /// <summary>Asks the plan about the price and the time now, and leaves where it says so.</summary>
    /// <returns>Why an order to leave went out just now; None where none did.</returns>
    internal ExitReason Watch(StrategyContext context, MarketState market)
    {
        if ((!_plan.IsArmed && _leavingFor == 0) || IsBusy || _isHeldBack || !market.IsLive
            || !SampleClock.TryPrice(market, out var price))
        {
            return ExitReason.None;
        }

        var reason = _leavingFor != 0 ? LeavingFor : _plan.Check(price, context.Now);
        if (reason == ExitReason.None)
        {
            return ExitReason.None;
        }

        SayWhy(context, reason, price);
        return Leave(context, reason) ? reason : ExitReason.None;
    }

    /// <summary>A new sample: what was held back may be tried again.</summary>
    internal void Retry() => _isHeldBack = false;

    /// <summary>A fill of the owner: the plan follows the position's average price.</summary>
    internal void OnFill(StrategyContext context, in FillReport fill)
    {
        if (fill.Instrument != _instrument)
        {
            return;
        }

        ref readonly var position = ref context.Position(_instrument);
        if (position.IsFlat)
        {
            _plan.Disarm();
            _leavingFor = (int)ExitReason.None;
            return;
        }

        if (_leavingFor != 0)
        {
            return;
        }

        if (!_plan.IsArmed)
        {
            _since = fill.Time;
        }

        Arm(context, position.Quantity > QtyLots.Zero ? Side.Bid : Side.Ask, EntryPrice(context));
    }

    /// <summary>News of an order of the owner.</summary>
    internal void OnOrder(in Order order)
    {
        if (order.Id != _order || !order.IsFinal)
        {
            return;
        }

        _order = OrderId.None;
        // Refused by the venue, or nothing there to trade with: not again at every tick.
        _isHeldBack = order.CumulativeQuantity == QtyLots.Zero;
    }

    private void Close(StrategyContext context, Side side, QtyLots quantity) => _order = context.Place(
        OrderRequest.Market(_instrument, side, quantity, reduceOnly: context.IsHedged(_instrument)));

    internal void VisitState(StateSink sink)
    {
        _rule.VisitState(sink);
        _plan.VisitState(sink);
        sink.Visit(ref _order);
        sink.Visit(ref _since);
        sink.Visit(ref _leavingFor);
        sink.Visit(ref _isHeldBack);
    }

    private void SayWhy(StrategyContext context, ExitReason reason, double price)
    {
        switch (reason)
        {
            case ExitReason.Stop:
                context.Evidence(_instrument, "exit-stop"u8, price, _plan.StopPrice);
                break;
            case ExitReason.Target:
                context.Evidence(_instrument, "exit-target"u8, price, _plan.TargetPrice);
                break;
            case ExitReason.Time:
                context.Evidence(_instrument, "exit-time"u8, price, double.NaN);
                break;
            default:
                break;
        }
    }

    private void Arm(StrategyContext context, Side side, double entryPrice)
    {
        var hadDeadline = _plan.IsArmed && _plan.Deadline != TimestampNs.MaxValue;
        _plan.Arm(_rule, side, entryPrice, _since);
        if (!hadDeadline && _plan.Deadline != TimestampNs.MaxValue)
        {
            context.SetTimer(_plan.Deadline, _timerTag);
        }
    }

    private double EntryPrice(StrategyContext context)
    {
        var instrument = context.Market(_instrument).Instrument;
        return context.Position(_instrument).EntryPrice(instrument).Value / (double)FinePrice.Scale;
    }
}
