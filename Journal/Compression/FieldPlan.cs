namespace Journal.Compression;

/// <summary>
/// How one field of a group of slots is told: value = prediction + base + factor × residual, modulo 2⁶⁴.
/// </summary>
/// <param name="Predictor">A row of the state and a word in it; see <see cref="Predictors" />.</param>
/// <param name="IsSigned">Whether the residual is a zig-zag number.</param>
/// <param name="Base">Added to each prediction.</param>
/// <param name="Factor">What every residual is a multiple of; at least 1.</param>
internal readonly record struct FieldPlan(byte Predictor, bool IsSigned, long Base, ulong Factor)
{
    private const byte SignedBit = 1 << 5;
    private const byte BaseBit = 1 << 6;
    private const byte FactorBit = 1 << 7;

    internal ulong Residual(ulong value, ulong prediction)
    {
        var difference = value - prediction - (ulong)Base;
        return IsSigned ? ZigZag.Encode((long)difference / (long)Factor) : difference / Factor;
    }

    internal void Write(ByteSink sink)
    {
        sink.Byte((byte)(Predictor
            | (IsSigned ? SignedBit : 0) | (Base != 0 ? BaseBit : 0) | (Factor != 1 ? FactorBit : 0)));
        if (Base != 0)
        {
            sink.Signed(Base);
        }

        if (Factor != 1)
        {
            sink.Varint(Factor);
        }
    }

    internal static FieldPlan Read(ref ByteSource source)
    {
        var code = source.Byte();
        var offset = (code & BaseBit) != 0 ? source.Signed() : 0;
        var factor = (code & FactorBit) != 0 ? source.Varint() : 1;
        return new FieldPlan((byte)(code & Predictors.Mask), (code & SignedBit) != 0, offset, factor);
    }
}
