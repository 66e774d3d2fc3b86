using System.Text;

namespace Engine.Strategies.Conditions.Indicators;

/// <summary>One indicator that a document needs, with its parameters: equal uses share one.</summary>
internal sealed class IndicatorUse
{
    private readonly double[] _values;

    internal IndicatorUse(IndicatorDescriptor descriptor, double[] values)
    {
        Descriptor = descriptor;
        _values = values;
        EvidenceName = Encoding.UTF8.GetBytes(descriptor.Name);
    }

    internal IndicatorDescriptor Descriptor { get; }

    /// <summary>The name, as evidence has it.</summary>
    internal byte[] EvidenceName { get; }

    internal bool Is(IndicatorDescriptor descriptor, ReadOnlySpan<double> values) =>
        ReferenceEquals(Descriptor, descriptor) && values.SequenceEqual(_values);

    /// <summary>Makes it for samples so far apart.</summary>
    internal IndicatorSource Create(long sampleNs) => Descriptor.Create(new IndicatorArguments(_values, sampleNs));
}
