using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Engine.Core.Strategies;

/// <summary>The document that is coming in, piece by piece, until its run ends. One thread.</summary>
internal sealed class DocumentBuffer
{
    private readonly List<byte> _bytes = [];
    private StrategyId _owner;

    /// <summary>Takes the next piece.</summary>
    /// <returns>Whether it was the last.</returns>
    /// <exception cref="InvalidDataException">It is no piece, or one of another strategy's.</exception>
    internal bool Add(in Event e)
    {
        ref readonly var piece = ref e.StrategyDocument;
        if (piece.Length > Text36.SizeBytes)
        {
            throw new InvalidDataException($"A piece of a document says that {piece.Length} of its bytes count.");
        }

        if (_bytes.Count > 0 && piece.Strategy != _owner)
        {
            throw new InvalidDataException(
                $"The document of strategy {_owner.Value} goes on with a piece of strategy {piece.Strategy.Value}'s.");
        }

        _owner = piece.Strategy;
        ReadOnlySpan<byte> text = piece.Text;
        _bytes.AddRange(text[..piece.Length]);
        return e.IsLastOfRun;
    }

    /// <summary>Hands the document out and begins anew.</summary>
    internal byte[] Take()
    {
        var document = _bytes.ToArray();
        _bytes.Clear();
        return document;
    }
}
