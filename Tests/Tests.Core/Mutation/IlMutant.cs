namespace Tests.Core.Mutation;

/// <summary>One change of compiled code.</summary>
/// <param name="Place">Where: the method, and which of its comparisons, counted from 1 over all of that name.</param>
/// <param name="Change">What becomes what.</param>
/// <param name="Offset">The place in the file.</param>
/// <param name="Bytes">The bytes that come there.</param>
internal sealed record IlMutant(string Place, string Change, int Offset, byte[] Bytes)
{
    /// <summary>The line of the source.</summary>
    internal string Line { get; init; } = "";

    /// <summary>What it is called: the same as long as its method is.</summary>
    internal string Name => $"{Place}: {Change}";

    /// <summary>A copy of the file with the change.</summary>
    internal byte[] ApplyTo(byte[] image)
    {
        var copy = (byte[])image.Clone();
        Bytes.CopyTo(copy, Offset);
        return copy;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name} ({Line})";
}
