using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>A strategy of the run with what the host keeps of it.</summary>
internal sealed class StrategySlot
{
    private bool _isStarted;
    private bool _isDisabled;

    private readonly ParameterValues _hosted = new(HostedParameters.Table, HostedParameters.FirstPlace);

    internal StrategySlot(TradingCore core, StrategyId id, int typeNumber, StrategyDescriptor descriptor)
    {
        Id = id;
        TypeNumber = typeNumber;
        Descriptor = descriptor;
        Strategy = descriptor.Create();
        Parameters = new ParameterValues(descriptor.Parameters);
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

    internal bool IsStarted
    {
        get => _isStarted;
        set => _isStarted = value;
    }

    internal bool IsDisabled
    {
        get => _isDisabled;
        set => _isDisabled = value;
    }

    /// <summary>Whether it is to be called.</summary>
    internal bool IsActive => _isStarted && !_isDisabled;

    /// <summary>Whether it has no right to orders.</summary>
    internal bool IsSignalsOnly => _hosted.Flag(HostedParameters.SignalsOnlyPlace);

    /// <summary>Takes one of its own parameters, or of those that the engine holds for it.</summary>
    internal void Apply(in Event e) =>
        (e.ParameterSet.Parameter >= HostedParameters.FirstPlace ? _hosted : Parameters).Apply(e);

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _isStarted);
        sink.Visit(ref _isDisabled);
        _hosted.VisitState(sink);
        Parameters.VisitState(sink);
        Strategy.VisitState(sink);
    }
}
