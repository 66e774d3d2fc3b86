namespace Engine.Strategies.Conditions.Indicators;

/// <summary>An indicator that documents may name.</summary>
public sealed class IndicatorDescriptor
{
    internal IndicatorDescriptor(string name, string unit, string help, IndicatorFactory create)
    {
        Name = name;
        Unit = unit;
        Help = help;
        Create = create;
    }

    /// <summary>Its name; at most 24 bytes.</summary>
    public string Name { get; }

    /// <summary>The unit of its values.</summary>
    public string Unit { get; }

    /// <summary>What it is, in a sentence.</summary>
    public string Help { get; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyList<IndicatorParameter> Parameters { get; internal init; } = [];

    internal IndicatorFactory Create { get; }

    /// <summary>
    /// The places of two parameters of which the first must be the smaller; both zero where there are none.
    /// </summary>
    internal (int Smaller, int Greater) Order { get; init; }
}
