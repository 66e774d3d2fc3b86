using System.Runtime.InteropServices;
using Engine.Model.Events;

namespace Journal.Writing;

/// <summary>
/// The definitions in force so far, as copies of their slots: what a reader needs that begins at the next segment. One
/// thread.
/// </summary>
internal sealed class SegmentCatalogue
{
    private const uint SessionKey = uint.MaxValue;

    private readonly List<Event> _slots = [];
    private readonly Dictionary<uint, int> _latest = [];

    /// <summary>
    /// The definitions, each where it first came; parameters and the session with their latest value.
    /// </summary>
    internal ReadOnlySpan<Event> Slots => CollectionsMarshal.AsSpan(_slots);

    /// <summary>Takes every definition among the events.</summary>
    internal void Apply(ReadOnlySpan<Event> events)
    {
        foreach (ref readonly var next in events)
        {
            if (next.Class == EventClass.Control)
            {
                Apply(in next);
            }
        }
    }

    private void Apply(in Event control)
    {
        switch (control.Kind)
        {
            case EventKind.AssetDefined:
            case EventKind.InstrumentDefined:
            case EventKind.InstrumentTerms:
            case EventKind.InstrumentSymbol:
            case EventKind.StrategyDefined:
            case EventKind.StrategyInstrument:
            case EventKind.StrategyDocument:
            case EventKind.StrategyCode:
                _slots.Add(control);
                break;
            case EventKind.ParameterSet:
                var parameter = control.ParameterSet;
                Replace(((uint)parameter.Strategy.Value << 16) | parameter.Parameter, in control);
                break;
            case EventKind.SessionStarted:
                Replace(SessionKey, in control);
                break;
            default:
                break;
        }
    }

    private void Replace(uint key, in Event latest)
    {
        if (_latest.TryGetValue(key, out var index))
        {
            _slots[index] = latest;
            return;
        }

        _latest.Add(key, _slots.Count);
        _slots.Add(latest);
    }
}
