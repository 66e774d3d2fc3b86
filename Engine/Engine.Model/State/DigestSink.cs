namespace Engine.Model.State;

/// <summary>Hashes the visited state with XXH64.</summary>
public sealed class DigestSink : StateSink
{
    private XxHash64 _hash = new();

    /// <summary>The digest of all that was visited since the start or the last reset.</summary>
    public ulong Digest => _hash.Finish();

    /// <summary>Forgets what was visited.</summary>
    public void Reset() => _hash = new XxHash64();

    /// <inheritdoc />
    public override void Visit(ref long value) => _hash.Add(unchecked((ulong)value));

    /// <summary>
    /// Hashes a double; negative zero and not-a-number have one form each. The double stays as it is.
    /// </summary>
    public override void Visit(ref double value)
    {
        var canonical = value == 0 ? 0.0 : double.IsNaN(value) ? double.NaN : value;
        _hash.Add(BitConverter.DoubleToUInt64Bits(canonical));
    }
}
