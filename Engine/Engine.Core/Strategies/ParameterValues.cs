using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>The values in force of a table of parameters. Changed only by events. One thread.</summary>
public sealed class ParameterValues
{
    private readonly IReadOnlyList<ParameterDescriptor> _table;
    private readonly int _firstPlace;
    private readonly long[] _bits;

    /// <summary>Starts with the defaults of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="firstPlace">The place of its first row, where an owner has several tables.</param>
    public ParameterValues(IReadOnlyList<ParameterDescriptor> table, int firstPlace = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
        _firstPlace = firstPlace;
        _bits = new long[table.Count];
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] = table[i].Default;
        }
    }

    /// <summary>The table.</summary>
    public IReadOnlyList<ParameterDescriptor> Table => _table;

    /// <summary>The bits at a place.</summary>
    public long Bits(int place) => _bits[place];

    /// <summary>A number of type Real.</summary>
    public double Real(int place) => BitConverter.Int64BitsToDouble(_bits[place]);

    /// <summary>A whole number.</summary>
    public long Integer(int place) => _bits[place];

    /// <summary>An amount.</summary>
    public Money Money(int place) => new(_bits[place]);

    /// <summary>A duration, ns.</summary>
    public long DurationNs(int place) => _bits[place];

    /// <summary>Yes or no.</summary>
    public bool Flag(int place) => _bits[place] != 0;

    /// <summary>Takes a parameter event.</summary>
    /// <exception cref="InvalidDataException">
    /// The table has no such place, or the name, type or range does not fit it.
    /// </exception>
    public void Apply(in Event e)
    {
        ref readonly var set = ref e.ParameterSet;
        var place = set.Parameter - _firstPlace;
        if ((uint)place >= (uint)_table.Count)
        {
            throw new InvalidDataException(
                $"There is no parameter {set.Parameter}; the table has {_table.Count} from {_firstPlace} on.");
        }

        var descriptor = _table[place];
        var name = set.Name.ToString();
        if (name != descriptor.Name || set.Type != descriptor.Type)
        {
            throw new InvalidDataException(
                $"Parameter {set.Parameter} is '{descriptor.Name}' ({descriptor.Type}) here and '{name}' ({set.Type}) "
                + "in the stream: it was made by another version.");
        }

        if (!descriptor.IsInRange(set.Bits))
        {
            throw new InvalidDataException($"Parameter '{name}' is out of its range.");
        }

        _bits[place] = set.Bits;
    }

    /// <summary>Copies the values in force out.</summary>
    internal void CopyTo(Span<long> bits) => _bits.CopyTo(bits);

    /// <summary>Puts values in force that were so before.</summary>
    internal void Set(ReadOnlySpan<long> bits) => bits.CopyTo(_bits);

    internal void VisitState(StateSink sink) => VisitState(sink, _bits);

    /// <summary>Visits values of this table.</summary>
    /// <exception cref="InvalidDataException">A stored value is out of its range.</exception>
    internal void VisitState(StateSink sink, Span<long> values)
    {
        for (var place = 0; place < values.Length; place++)
        {
            sink.Visit(ref values[place]);
            if (sink.IsRestoring && !_table[place].IsInRange(values[place]))
            {
                throw new InvalidDataException($"The stored parameter '{_table[place].Name}' is out of its range.");
            }
        }
    }
}
