namespace Tests.Core.Risk;

/// <summary>One change of compiled code.</summary>
/// <param name="Method">Where.</param>
/// <param name="Change">What becomes what.</param>
/// <param name="Offset">The place in the file.</param>
/// <param name="Bytes">The bytes that come there.</param>
internal sealed record IlMutant(string Method, string Change, int Offset, byte[] Bytes)
{
    /// <summary>A copy of the file with the change.</summary>
    internal byte[] ApplyTo(byte[] image)
    {
        var copy = (byte[])image.Clone();
        Bytes.CopyTo(copy, Offset);
        return copy;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Method} at {Offset}: {Change}";
}
