using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Signals;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>A strategy: override what it wants to hear of. Called by the core's thread only.</summary>
/// <remarks>
/// It sees nothing but events: no clock, no randomness, no I/O, no statics that change; time is
/// <see cref="StrategyContext.Now" />. Everything that it remembers it visits in <see cref="VisitState" />. An
/// exception disables it, by a command that says so, and cancels its orders; the core goes on.
/// </remarks>
public abstract class Strategy
{
    private StrategyContext? _context;

    /// <summary>Its way to markets, orders, timers and positions.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="OnStart" />.</exception>
    protected StrategyContext Context =>
        _context ?? throw new InvalidOperationException("A strategy has no context before it starts.");

    /// <summary>
    /// The document that it is made of, as the stream has it; before <see cref="OnStart" />. Only where its descriptor
    /// says that it takes one.
    /// </summary>
    /// <param name="utf8">The document; not kept by the caller.</param>
    /// <exception cref="InvalidDataException">It is no such document: the core stops, by that message.</exception>
    public virtual void OnDocument(ReadOnlySpan<byte> utf8)
    {
    }

    /// <summary>The session begins: parameters and instruments are known.</summary>
    /// <remarks>
    /// Called again, with the same parameters and instruments, before stored state is put back; what it asks for is
    /// then kept from the core. So whatever has a size must take it from them alone, or visit it.
    /// </remarks>
    public virtual void OnStart()
    {
    }

    /// <summary>The best bid or offer, or the depth, has changed. Called once for a whole venue message.</summary>
    public virtual void OnBook(MarketState market)
    {
    }

    /// <summary>A public trade.</summary>
    public virtual void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
    }

    /// <summary>A bar has closed.</summary>
    public virtual void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
    }

    /// <summary>Mark price, funding, open interest or a liquidation.</summary>
    public virtual void OnMarket(MarketState market, in Event e)
    {
    }

    /// <summary>One of its orders was filled.</summary>
    public virtual void OnFill(in FillReport fill)
    {
    }

    /// <summary>One of its orders has changed its state; called after <see cref="OnFill" /> where both apply.</summary>
    public virtual void OnOrder(in Order order)
    {
    }

    /// <summary>
    /// Another strategy on one of its instruments has put out a signal. Signals are told after the event that caused
    /// them, in the order in which they were put out; one that is put out meanwhile is not told on.
    /// </summary>
    public virtual void OnSignal(in Signal signal)
    {
    }

    /// <summary>A timer that it set is due.</summary>
    public virtual void OnTimer(long tag)
    {
    }

    /// <summary>The session ends; orders asked for now are refused.</summary>
    public virtual void OnStop()
    {
    }

    /// <summary>Visits everything that it remembers.</summary>
    public abstract void VisitState(StateSink sink);

    internal void Attach(StrategyContext context) => _context = context;
}
