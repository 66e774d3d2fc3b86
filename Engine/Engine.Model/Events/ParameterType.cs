namespace Engine.Model.Events;

/// <summary>How the bits of a parameter are read. Numbers are the file format.</summary>
public enum ParameterType : byte
{
    /// <summary>Not a parameter.</summary>
    None = 0,

    /// <summary>A whole number.</summary>
    Integer = 1,

    /// <summary>The bits of a <see cref="double" />.</summary>
    Real = 2,

    /// <summary>0 is no, 1 is yes.</summary>
    Flag = 3,

    /// <summary>A duration, ns.</summary>
    DurationNs = 4,

    /// <summary>An amount of the quote currency, 10⁻⁸.</summary>
    Money = 5,

    /// <summary>A fraction, 10⁻¹⁰.</summary>
    Rate = 6,
}
