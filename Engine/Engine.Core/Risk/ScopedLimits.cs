using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.State;

namespace Engine.Core.Risk;

/// <summary>The limits of single owners (strategies, or instruments), by the owner's number. One thread.</summary>
internal sealed class ScopedLimits
{
    private readonly int _firstPlace;
    private ParameterValues?[] _values = [];
    private ulong[] _isSet = [];

    /// <summary>Starts with nothing set.</summary>
    /// <param name="firstPlace">The place of the table's first row among the owner's parameters.</param>
    internal ScopedLimits(int firstPlace) => _firstPlace = firstPlace;

    internal bool TryGet(int owner, int place, out long bits)
    {
        var isSet = owner < _isSet.Length && (_isSet[owner] & (1UL << place)) != 0;
        bits = isSet ? _values[owner]!.Bits(place) : 0;
        return isSet;
    }

    /// <exception cref="InvalidDataException">
    /// The table has no such place, or name, type or range does not fit.
    /// </exception>
    internal void Apply(int owner, in Event e)
    {
        Ensure(owner);
        _values[owner]!.Apply(e);
        _isSet[owner] |= 1UL << (e.ParameterSet.Parameter - _firstPlace);
    }

    internal void VisitState(StateSink sink)
    {
        var count = _isSet.Length;
        sink.VisitCount(ref count);
        for (var owner = 0; owner < count; owner++)
        {
            var mask = owner < _isSet.Length ? _isSet[owner] : 0;
            sink.Visit(ref mask);
            if (mask == 0)
            {
                continue;
            }

            Ensure(owner);
            _isSet[owner] = mask;
            _values[owner]!.VisitState(sink);
        }
    }

    private void Ensure(int owner)
    {
        if (owner >= _isSet.Length)
        {
            Array.Resize(ref _isSet, owner + 1);
            Array.Resize(ref _values, owner + 1);
        }

        _values[owner] ??= new ParameterValues(RiskLimits.Table, _firstPlace);
    }
}
