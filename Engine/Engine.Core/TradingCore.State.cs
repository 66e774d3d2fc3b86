using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.State;

namespace Engine.Core;

/// <content>How a core is put back where another stopped.</content>
public sealed partial class TradingCore
{
    /// <summary>Makes a core that goes on exactly where another was when its state was visited.</summary>
    /// <param name="catalog">Where it finds the strategies that the definitions name.</param>
    /// <param name="definitions">
    /// The assets, instruments, strategies and their bindings that the other had been told, in their order; other
    /// events among them change nothing: their effect is in the state.
    /// </param>
    /// <param name="state">What a <see cref="StateWriter" /> took from the other.</param>
    /// <returns>A core with the other's sequence, witness and digest.</returns>
    /// <exception cref="InvalidDataException">
    /// The state is not one of these definitions and this program, or damaged: it says what does not fit.
    /// </exception>
    public static TradingCore Restore(
        IStrategyCatalog catalog, ReadOnlySpan<Event> definitions, IReadOnlyList<long> state)
    {
        var core = new TradingCore(catalog);
        var reader = new StateReader(state);
        try
        {
            core.TakeDefinitions(definitions);
            core.VisitState(reader);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException
            or ArgumentException or IndexOutOfRangeException or CoreFaultException)
        {
            throw new InvalidDataException($"The stored state cannot be put back: {exception.Message}", exception);
        }

        core.RequireSame(state);
        return core;
    }

    /// <summary>What was put back must come out again word for word: then nothing of it was lost or bent.</summary>
    private void RequireSame(IReadOnlyList<long> state)
    {
        var writer = new StateWriter();
        VisitState(writer);
        var count = Math.Min(writer.Words.Count, state.Count);
        for (var i = 0; i < count; i++)
        {
            if (writer.Words[i] != state[i])
            {
                throw new InvalidDataException($"Word {i} of the stored state has no meaning here.");
            }
        }

        if (state.Count > count)
        {
            throw new InvalidDataException("The stored state is longer than the state that reads it.");
        }
    }

    private void TakeDefinitions(ReadOnlySpan<Event> definitions)
    {
        foreach (ref readonly var e in definitions)
        {
            if (e.Kind is EventKind.AssetDefined or EventKind.InstrumentDefined or EventKind.InstrumentTerms
                or EventKind.InstrumentSymbol or EventKind.StrategyDefined or EventKind.StrategyDocument
                or EventKind.StrategyCode or EventKind.StrategyInstrument)
            {
                OnControl(e);
            }
        }

        Outbox.Clear();
    }

    /// <summary>Visits what a message has begun and not ended; between two messages that is nothing.</summary>
    private void VisitUnderWay(StateSink sink)
    {
        sink.Visit(ref _fillTotal);
        _run.VisitState(sink);
        var isPending = _pendingFill.Kind != EventKind.None;
        sink.Visit(ref isPending);
        if (!isPending)
        {
            _pendingFill = default;
            return;
        }

        sink.VisitSlot(ref _pendingFill);
    }

    /// <summary>Strategies that are put back start once more to make their parts: nobody hears what they ask for.</summary>
    private void VisitStrategies(StateSink sink)
    {
        _isMuted = sink.IsRestoring;
        try
        {
            _host.VisitState(sink);
        }
        finally
        {
            if (_isMuted)
            {
                Outbox.Clear();
                _isMuted = false;
            }
        }
    }
}
