using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>A strategy of the run with what the host keeps of it.</summary>
internal sealed class StrategySlot
{
    private readonly long[] _startBits;
    private int _startInstruments;
    private bool _isStarted;
    private bool _isDisabled;

    private readonly ParameterValues _hosted = new(HostedParameters.Table, HostedParameters.FirstPlace);

    internal StrategySlot(TradingCore core, StrategyId id, int typeNumber, StrategyDescriptor descriptor)
    {
        Id = id;
        TypeNumber = typeNumber;
        Descriptor = descriptor;
        Strategy = Make(descriptor);
        Parameters = new ParameterValues(descriptor.Parameters);
        _startBits = new long[descriptor.Parameters.Count];
        Strategy.Attach(new StrategyContext(core, id, Parameters, Instruments));
    }

    internal StrategyId Id { get; }

    /// <summary>The place of its type among those of the run, from 1 on.</summary>
    internal int TypeNumber { get; }

    internal StrategyDescriptor Descriptor { get; }

    internal Strategy Strategy { get; }

    internal ParameterValues Parameters { get; }

    internal List<InstrumentId> Instruments { get; } = [];

    internal AccountId Account { get; set; }

    /// <summary>Whether it was handed the document that it is made of. A definition, hence no state.</summary>
    internal bool HasDocument { get; set; }

    internal bool IsStarted => _isStarted;

    internal bool IsDisabled
    {
        get => _isDisabled;
        set => _isDisabled = value;
    }

    /// <summary>What it threw, for people; no part of the state.</summary>
    internal string? Fault { get; set; }

    /// <summary>Whether it is to be called.</summary>
    internal bool IsActive => _isStarted && !_isDisabled;

    /// <summary>Whether it has no right to orders.</summary>
    internal bool IsSignalsOnly => _hosted.Flag(HostedParameters.SignalsOnlyPlace);

    /// <summary>Takes one of its own parameters, or of those that the engine holds for it.</summary>
    internal void Apply(in Event e) =>
        (e.ParameterSet.Parameter >= HostedParameters.FirstPlace ? _hosted : Parameters).Apply(e);

    /// <summary>Remembers what the strategy starts with: what it makes then has its shape from that.</summary>
    internal void MarkStarted()
    {
        _isStarted = true;
        _startInstruments = Instruments.Count;
        Parameters.CopyTo(_startBits);
    }

    /// <summary>
    /// Visits what the host keeps, then what the strategy remembers. Of a disabled one that is nothing: it is never
    /// called again.
    /// </summary>
    /// <exception cref="InvalidDataException">The strategy cannot be started again to take its state.</exception>
    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _isStarted);
        sink.Visit(ref _isDisabled);
        _hosted.VisitState(sink);
        if (_isStarted)
        {
            sink.VisitIndex(ref _startInstruments, Instruments.Count + 1);
            Parameters.VisitState(sink, _startBits);
            if (sink.IsRestoring && !_isDisabled)
            {
                StartAgain();
            }
        }

        Parameters.VisitState(sink);
        if (!_isDisabled)
        {
            VisitOwn(sink);
        }
    }

    private void VisitOwn(StateSink sink)
    {
        try
        {
            Strategy.VisitState(sink);
        }
        catch (Exception exception) when (exception is not (CoreFaultException or InvalidDataException))
        {
            throw new InvalidDataException(
                $"Strategy {Id.Value} ({Descriptor.Name}) cannot visit its state: {exception.GetType().Name}: "
                + exception.Message,
                exception);
        }
    }

    /// <exception cref="InvalidDataException">The type cannot be made: whoever wrote it is at fault.</exception>
    private static Strategy Make(StrategyDescriptor descriptor)
    {
        try
        {
            return descriptor.Create()
                ?? throw new InvalidDataException($"The strategy '{descriptor.Name}' makes nothing at all.");
        }
        catch (Exception exception) when (exception is not InvalidDataException)
        {
            var cause = exception.InnerException ?? exception;
            throw new InvalidDataException(
                $"The strategy '{descriptor.Name}' cannot be made: {cause.GetType().Name}: {cause.Message}", exception);
        }
    }

    /// <summary>
    /// Lets the strategy make its parts as it did when it started; the core keeps what it asks for to itself.
    /// </summary>
    private void StartAgain()
    {
        Parameters.Set(_startBits);
        List<InstrumentId> later = Instruments[_startInstruments..];
        Instruments.RemoveRange(_startInstruments, later.Count);
        try
        {
            Strategy.OnStart();
        }
        catch (Exception exception) when (exception is not CoreFaultException)
        {
            throw new InvalidDataException(
                $"Strategy {Id.Value} ({Descriptor.Name}) cannot be started again to take its stored state: "
                + exception.Message,
                exception);
        }
        finally
        {
            Instruments.AddRange(later);
        }
    }
}
