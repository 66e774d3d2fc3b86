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

    /// <summary>How many words are still stored; what is counted by them cannot be more than they are.</summary>
    protected virtual int WordsLeft => int.MaxValue;

    /// <summary>Visits a number.</summary>
    public abstract void Visit(ref long value);

    /// <summary>
    /// Visits how many of something follow, at least a word each: a stored count is checked before anything is made
    /// by it.
    /// </summary>
    /// <param name="count">The count.</param>
    /// <param name="most">The most there can be.</param>
    /// <exception cref="InvalidDataException">The stored count is impossible.</exception>
    public void VisitCount(ref int count, int most = int.MaxValue)
    {
        long wide = count;
        Visit(ref wide);
        if (IsRestoring && (wide < 0 || wide > most || wide > WordsLeft))
        {
            throw new InvalidDataException(
                $"The stored state counts {wide} where {Math.Min(most, WordsLeft)} are the most there can be.");
        }

        count = (int)wide;
    }

    /// <summary>Visits a place in a table of a fixed length.</summary>
    /// <param name="index">The place.</param>
    /// <param name="length">How many places the table has.</param>
    /// <exception cref="InvalidDataException">The table has no such place.</exception>
    public void VisitIndex(ref int index, int length)
    {
        long wide = index;
        Visit(ref wide);
        if (IsRestoring && (ulong)wide >= (ulong)length)
        {
            throw new InvalidDataException($"The stored state names place {wide} of {length}.");
        }

        index = (int)wide;
    }

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
