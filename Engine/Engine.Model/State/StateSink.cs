namespace Engine.Model.State;

/// <summary>Where everything stateful writes itself to, and reads itself from.</summary>
/// <remarks>
/// One method per type names its fields once, by reference and in a fixed order; the sink hashes them, stores them or
/// puts stored ones back, so that the three can never disagree. What is visited is logical content only: no padding,
/// no capacity, no hash order.
/// </remarks>
public abstract class StateSink
{
    /// <summary>Whether visited fields are being replaced by stored values.</summary>
    public virtual bool IsRestoring => false;

    /// <summary>Visits a number.</summary>
    public abstract void Visit(ref long value);

    /// <summary>Visits a number.</summary>
    public void Visit(ref int value)
    {
        long wide = value;
        Visit(ref wide);
        value = checked((int)wide);
    }

    /// <summary>Visits a number.</summary>
    public void Visit(ref ulong value)
    {
        var bits = unchecked((long)value);
        Visit(ref bits);
        value = unchecked((ulong)bits);
    }

    /// <summary>Visits a truth value.</summary>
    public void Visit(ref bool value)
    {
        long wide = value ? 1 : 0;
        Visit(ref wide);
        value = wide != 0;
    }

    /// <summary>
    /// Visits a double by its bits, all of them: a restored run must go on exactly as the run itself.
    /// </summary>
    public virtual void Visit(ref double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        Visit(ref bits);
        value = BitConverter.Int64BitsToDouble(bits);
    }
}
