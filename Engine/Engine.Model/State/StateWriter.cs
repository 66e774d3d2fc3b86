namespace Engine.Model.State;

/// <summary>Stores the visited state as words.</summary>
public sealed class StateWriter : StateSink
{
    private readonly List<long> _words = [];

    /// <summary>The words in visiting order.</summary>
    public IReadOnlyList<long> Words => _words;

    /// <inheritdoc />
    public override void Visit(ref long value) => _words.Add(value);
}
