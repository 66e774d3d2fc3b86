namespace Engine.Model.State;

/// <summary>Puts stored state back.</summary>
/// <param name="words">What a <see cref="StateWriter" /> stored, in the same order.</param>
public sealed class StateReader(IReadOnlyList<long> words) : StateSink
{
    private int _next;

    /// <inheritdoc />
    public override bool IsRestoring => true;

    /// <inheritdoc />
    protected override int WordsLeft => words.Count - _next;

    /// <summary>Whether every stored word was read: a restore that leaves some over read another layout.</summary>
    public bool IsExhausted => _next == words.Count;

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">There is no further word.</exception>
    /// <exception cref="OverflowException">
    /// From the narrower visits: the stored word does not fit into the field.
    /// </exception>
    public override void Visit(ref long value)
    {
        if (_next >= words.Count)
        {
            throw new InvalidOperationException("The stored state ends before the state that reads it.");
        }

        value = words[_next++];
    }
}
