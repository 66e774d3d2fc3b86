using Engine.Model.State;

namespace Adapters.Simulated.Venue.Trouble;

/// <summary>How much of each trouble there was.</summary>
internal sealed class TroubleCounts
{
    private readonly long[] _counts = new long[(int)TroubleKind.FillSplit + 1];

    /// <summary>How much there was of a kind.</summary>
    internal long this[TroubleKind kind] => _counts[(int)kind];

    /// <summary>Counts one more.</summary>
    internal void Add(TroubleKind kind) => _counts[(int)kind]++;

    /// <summary>Visits all.</summary>
    internal void VisitState(StateSink sink)
    {
        foreach (ref var count in _counts.AsSpan())
        {
            sink.Visit(ref count);
        }
    }
}
