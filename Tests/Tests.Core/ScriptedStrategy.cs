using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Signals;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Core;

/// <summary>Does nothing by itself: a test asks through it and reads what it was told.</summary>
internal sealed class ScriptedStrategy : Strategy
{
    public List<string> Heard { get; } = [];

    /// <summary>Whether it writes nothing down, for tests that count bytes.</summary>
    public bool IsQuiet { get; set; }

    public List<FillReport> Fills { get; } = [];

    public List<(OrderId Id, OrderState State)> Orders { get; } = [];

    public List<Signal> Signals { get; } = [];

    public Action<ScriptedStrategy, Signal>? OnSignalDo { get; set; }

    public Action<ScriptedStrategy>? OnBookDo { get; set; }

    public Action<ScriptedStrategy, long>? OnTimerDo { get; set; }

    public Action<ScriptedStrategy>? OnFillDo { get; set; }

    public StrategyContext Now => Context;

    public OrderId Buy(long price, long quantity, bool postOnly = false) => Limit(Side.Bid, price, quantity, postOnly);

    public OrderId Sell(long price, long quantity, bool postOnly = false) => Limit(Side.Ask, price, quantity, postOnly);

    public OrderId Market(Side side, long quantity, bool reduceOnly = false) =>
        Context.Place(OrderRequest.Market(CoreRig.Instrument, side, new QtyLots(quantity), reduceOnly));

    public OrderState StateOf(OrderId id) => Context.TryGetOrder(id, out var order) ? order.State : OrderState.None;

    public override void OnStart() => Heard.Add("start");

    public override void OnStop() => Heard.Add("stop");

    public override void OnBook(MarketState market)
    {
        if (!IsQuiet)
        {
            Heard.Add($"book {market.BestBid.Value}/{market.BestAsk.Value}");
        }

        OnBookDo?.Invoke(this);
    }

    public override void OnTrade(MarketState market, in Trade trade, Side aggressor) =>
        Heard.Add($"trade {trade.Price.Value}");

    public override void OnBar(MarketState market, in Bar bar, BarInterval interval) =>
        Heard.Add($"bar {bar.Open.Value}");

    public override void OnSignal(in Signal signal)
    {
        Signals.Add(signal);
        OnSignalDo?.Invoke(this, signal);
    }

    public override void OnFill(in FillReport fill)
    {
        if (!IsQuiet)
        {
            Fills.Add(fill);
        }

        OnFillDo?.Invoke(this);
    }

    public override void OnOrder(in Order order)
    {
        if (!IsQuiet)
        {
            Orders.Add((order.Id, order.State));
        }
    }

    public override void OnTimer(long tag)
    {
        Heard.Add($"timer {tag} at {Context.Now.Value}");
        OnTimerDo?.Invoke(this, tag);
    }

    public override void VisitState(StateSink sink)
    {
        // What it heard is for the test alone.
    }

    private OrderId Limit(Side side, long price, long quantity, bool postOnly) => Context.Place(
        OrderRequest.Limit(CoreRig.Instrument, side, new PriceTicks(price), new QtyLots(quantity), postOnly));
}
