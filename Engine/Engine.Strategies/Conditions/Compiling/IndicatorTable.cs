using Engine.Strategies.Conditions.Indicators;

namespace Engine.Strategies.Conditions.Compiling;

/// <summary>The indicators that a document names, each once.</summary>
internal sealed class IndicatorTable
{
    /// <summary>So many indicators a document may need: each may hold a day of samples.</summary>
    internal const int CountMax = 64;

    private readonly List<IndicatorUse> _uses = [];

    internal IndicatorUse[] ToArray() => [.. _uses];

    /// <summary>
    /// Reads an indicator, by its name alone or as an object of name and parameters, and gives its place.
    /// </summary>
    /// <exception cref="InvalidDataException">There is no such indicator, or a parameter does not fit.</exception>
    internal int Read(JsonPlace place)
    {
        var named = place.IsObject ? place.Member("name") : place;
        var name = named.Text();
        var found = IndicatorCatalogue.Find(name);
        if (found < 0)
        {
            throw named.Wrong($"there is no indicator '{name}'; `engine strategies condition` lists them");
        }

        var descriptor = IndicatorCatalogue.All[found];
        var values = ReadParameters(place, descriptor);
        for (var i = 0; i < _uses.Count; i++)
        {
            if (_uses[i].Is(descriptor, values))
            {
                return i;
            }
        }

        if (_uses.Count == CountMax)
        {
            throw place.Wrong($"is one indicator too many; a document may need {CountMax}");
        }

        _uses.Add(new IndicatorUse(descriptor, values));
        return _uses.Count - 1;
    }

    private static double[] ReadParameters(JsonPlace place, IndicatorDescriptor descriptor)
    {
        var rows = descriptor.Parameters;
        var values = new double[rows.Count];
        var known = new string[rows.Count + 1];
        known[0] = "name";
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rows[i].Default;
            known[i + 1] = rows[i].Name;
        }

        if (!place.IsObject)
        {
            return values;
        }

        place.RequireMembers(known);
        for (var i = 0; i < values.Length; i++)
        {
            if (place.TryMember(rows[i].Name, out var member))
            {
                values[i] = Read(member, rows[i]);
            }
        }

        var (smaller, greater) = descriptor.Order;
        return smaller == greater || values[smaller] < values[greater]
            ? values
            : throw place.Wrong($"'{rows[smaller].Name}' must be less than '{rows[greater].Name}'");
    }

    private static double Read(JsonPlace place, IndicatorParameter row) => row.Kind switch
    {
        IndicatorParameterKind.Integer => place.Whole(row.Minimum, row.Maximum),
        IndicatorParameterKind.Real => place.Number(row.Minimum, row.Maximum),
        _ => DocumentDuration.Read(place, (long)row.Minimum, (long)row.Maximum),
    };
}
