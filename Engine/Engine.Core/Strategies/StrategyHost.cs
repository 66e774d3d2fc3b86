using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Signals;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>Calls the strategies, in order of their numbers, and disables one that throws. One thread.</summary>
internal sealed class StrategyHost
{
    private readonly TradingCore _core;
    private readonly IStrategyCatalog _catalog;
    private readonly List<StrategySlot> _slots = [];
    private readonly SignalQueue _signals = new();
    private readonly DocumentBuffer _document = new();
    private StrategySlot[][] _byInstrument = [];

    internal StrategyHost(TradingCore core, IStrategyCatalog catalog)
    {
        _core = core;
        _catalog = catalog;
    }

    /// <summary>The strategies of the run, by number; the first has number 1.</summary>
    internal IReadOnlyList<StrategySlot> Slots => _slots;

    /// <summary>Which strategy holds which instrument.</summary>
    internal SymbolHolds Holds { get; } = new();

    internal void AddInstrument()
    {
        Holds.AddInstrument();
        Array.Resize(ref _byInstrument, _byInstrument.Length + 1);
        _byInstrument[^1] = [];
    }

    /// <exception cref="InvalidDataException">The number is not the next, or the type is not known.</exception>
    internal void Define(StrategyId id, string typeName)
    {
        if (id.Value != _slots.Count + 1)
        {
            throw new InvalidDataException(
                $"Strategy {id.Value} is defined where strategy {_slots.Count + 1} is next.");
        }

        var descriptor = _catalog.Find(typeName)
            ?? throw new InvalidDataException($"The strategy '{typeName}' is not known to this program.");
        _slots.Add(new StrategySlot(_core, id, TypeNumberOf(descriptor), descriptor));
    }

    private int TypeNumberOf(StrategyDescriptor descriptor)
    {
        var last = 0;
        foreach (var slot in _slots)
        {
            if (slot.Descriptor.Name == descriptor.Name)
            {
                return slot.TypeNumber;
            }

            last = slot.TypeNumber > last ? slot.TypeNumber : last;
        }

        return last + 1;
    }

    /// <exception cref="InvalidDataException">The strategy is not defined.</exception>
    internal void Bind(StrategyId id, AccountId account, InstrumentId instrument)
    {
        var slot = SlotOf(id);
        slot.Account = account;
        if (slot.Instruments.Contains(instrument))
        {
            return;
        }

        slot.Instruments.Add(instrument);
        ref var bound = ref _byInstrument[instrument.Value];
        bound = [.. bound, slot];
    }

    /// <exception cref="InvalidDataException">The strategy is not defined.</exception>
    internal StrategySlot SlotOf(StrategyId id) => id.Value >= 1 && id.Value <= _slots.Count
        ? _slots[id.Value - 1]
        : throw new InvalidDataException($"Strategy {id.Value} is not defined.");

    /// <summary>Takes a piece of a document; the last one brings it to its strategy.</summary>
    /// <exception cref="InvalidDataException">
    /// The strategy is not defined, has begun, takes no document, or cannot be made of this one.
    /// </exception>
    internal void TakeDocument(in Event e)
    {
        var slot = SlotOf(e.StrategyDocument.Strategy);
        if (!slot.Descriptor.TakesDocument || slot.HasDocument || slot.IsStarted)
        {
            var why = !slot.Descriptor.TakesDocument ? "takes none" : "has one already";
            throw new InvalidDataException(
                $"A document comes for strategy {slot.Id.Value} ({slot.Descriptor.Name}), which {why}.");
        }

        if (!_document.Add(e))
        {
            return;
        }

        try
        {
            slot.Strategy.OnDocument(_document.Take());
            slot.HasDocument = true;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(
                $"The document of strategy {slot.Id.Value} ({slot.Descriptor.Name}) is broken: {exception.Message}",
                exception);
        }
    }

    /// <exception cref="InvalidDataException">The strategy is not defined, or is other code here.</exception>
    internal void RequireCode(in Event e)
    {
        var slot = SlotOf(e.StrategyCode.Strategy);
        ReadOnlySpan<byte> hash = e.StrategyCode.Hash;
        if (!slot.Descriptor.CodeHash.Span.SequenceEqual(hash))
        {
            throw new InvalidDataException(
                $"The code of strategy {slot.Id.Value} ({slot.Descriptor.Name}) is not that of the stream, whose "
                + $"SHA-256 is {e.StrategyCode.Hash}.");
        }
    }

    /// <exception cref="InvalidDataException">A strategy has no document, and cannot be without.</exception>
    internal void StartAll()
    {
        foreach (var slot in _slots)
        {
            if (slot.IsStarted || slot.IsDisabled)
            {
                continue;
            }

            if (slot.Descriptor.TakesDocument && !slot.HasDocument)
            {
                throw new InvalidDataException(
                    $"Strategy {slot.Id.Value} ({slot.Descriptor.Name}) starts without the document that it is "
                    + "made of.");
            }

            slot.MarkStarted();
            if (slot.IsSignalsOnly)
            {
                SayState(slot, 0, 1, ReasonCode.SignalsOnly);
            }

            try
            {
                slot.Strategy.OnStart();
            }
            catch (Exception exception) when (exception is not CoreFaultException)
            {
                Disable(slot, exception);
            }
        }
    }

    internal void StopAll()
    {
        foreach (var slot in _slots)
        {
            if (!slot.IsActive)
            {
                continue;
            }

            try
            {
                slot.Strategy.OnStop();
            }
            catch (Exception exception) when (exception is not CoreFaultException)
            {
                Disable(slot, exception);
            }
        }
    }

    /// <summary>Tells those that trade the instrument what a message has changed.</summary>
    internal void OnMarket(MarketState market, MarketChange change, ReadOnlySpan<Event> slots)
    {
        foreach (var slot in _byInstrument[market.Instrument.Id.Value])
        {
            if (!slot.IsActive)
            {
                continue;
            }

            try
            {
                Tell(slot.Strategy, market, change, slots);
            }
            catch (Exception exception) when (exception is not CoreFaultException)
            {
                Disable(slot, exception);
            }
        }
    }

    internal void OnFill(in FillReport fill)
    {
        _core.RecordFill(fill);
        if (fill.Strategy == StrategyId.Engine || !_slots[fill.Strategy.Value - 1].IsActive)
        {
            return;
        }

        var slot = _slots[fill.Strategy.Value - 1];
        try
        {
            slot.Strategy.OnFill(fill);
        }
        catch (Exception exception) when (exception is not CoreFaultException)
        {
            Disable(slot, exception);
        }
    }

    internal void OnOrder(in Order order)
    {
        if (order.Strategy == StrategyId.Engine || !_slots[order.Strategy.Value - 1].IsActive)
        {
            return;
        }

        var slot = _slots[order.Strategy.Value - 1];
        try
        {
            slot.Strategy.OnOrder(order);
        }
        catch (Exception exception) when (exception is not CoreFaultException)
        {
            Disable(slot, exception);
        }
    }

    internal void OnTimer(StrategyId owner, long tag)
    {
        var slot = _slots[owner.Value - 1];
        if (!slot.IsActive)
        {
            return;
        }

        try
        {
            slot.Strategy.OnTimer(tag);
        }
        catch (Exception exception) when (exception is not CoreFaultException)
        {
            Disable(slot, exception);
        }
    }

    /// <summary>Keeps a signal until all have been told of the event that has caused it.</summary>
    internal void Queue(in Signal signal) => _signals.Add(signal);

    /// <summary>Tells the signals that wait to those that share their instrument, save to their source.</summary>
    internal void TellSignals()
    {
        if (_signals.Count > 0)
        {
            TellAllSignals();
        }
    }

    internal void VisitState(StateSink sink)
    {
        foreach (var slot in _slots)
        {
            slot.VisitState(sink);
        }

        // Last: a strategy that is started again to take its state may ask for an instrument.
        Holds.VisitState(sink);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TellAllSignals()
    {
        _signals.IsTelling = true;
        for (var i = 0; i < _signals.Count; i++)
        {
            ref readonly var signal = ref _signals[i];
            foreach (var slot in _byInstrument[signal.Instrument.Value])
            {
                if (slot.IsActive && slot.Id != signal.Source)
                {
                    TellSignal(slot, signal);
                }
            }
        }

        _signals.IsTelling = false;
        _signals.Clear();
    }

    private void TellSignal(StrategySlot slot, in Signal signal)
    {
        try
        {
            slot.Strategy.OnSignal(signal);
        }
        catch (Exception exception) when (exception is not CoreFaultException)
        {
            Disable(slot, exception);
        }
    }

    private static void Tell(Strategy strategy, MarketState market, MarketChange change, ReadOnlySpan<Event> slots)
    {
        foreach (ref readonly var e in slots)
        {
            switch (e.Kind)
            {
                case EventKind.Trade:
                    strategy.OnTrade(market, e.Trade, e.Side);
                    break;
                case EventKind.Bar:
                    strategy.OnBar(market, e.Bar, e.Interval);
                    break;
                case EventKind.Mark or EventKind.Funding or EventKind.OpenInterest or EventKind.Liquidation:
                    strategy.OnMarket(market, e);
                    break;
                default:
                    break;
            }
        }

        if ((change & (MarketChange.BestChanged | MarketChange.Depth | MarketChange.State)) != 0)
        {
            strategy.OnBook(market);
        }
    }

    /// <summary>
    /// One strategy's mistake must not stop the others: it is taken out, its orders are canceled, a reader is told.
    /// </summary>
    private void Disable(StrategySlot slot, Exception exception)
    {
        slot.IsDisabled = true;
        slot.Fault = $"{exception.GetType().Name} at event {_core.Sequence}: {exception.Message}";
        SayState(slot, 1, 0, ReasonCode.StrategyFault);
        _core.CancelAllOf(slot.Id, ReasonCode.StrategyFault);
        foreach (var instrument in slot.Instruments)
        {
            // What it still has a position in, it keeps: nobody shall trade on top of that unawares.
            if (_core.Portfolio.OfStrategy(slot.Id, instrument).IsFlat)
            {
                Holds.Release(slot.Id, instrument);
            }
        }
    }

    private void SayState(StrategySlot slot, long before, long after, ReasonCode reason)
    {
        ref var command = ref _core.Outbox.Add(CommandKind.StrategyState);
        command.Instrument = InstrumentId.None;
        command.Strategy = slot.Id;
        command.StateBefore = before;
        command.StateAfter = after;
        command.Reason = reason;
    }
}
