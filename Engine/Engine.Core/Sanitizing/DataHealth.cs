using Engine.Books;
using Engine.Model.State;

namespace Engine.Core.Sanitizing;

/// <summary>What the sanitizer keeps of one instrument beside its counts. Masks have a bit for each check.</summary>
internal struct DataHealth
{
    /// <summary>The checks that the last update fails, and silence.</summary>
    internal ulong Failing;

    /// <summary>The checks that are said to fail: these stay for a while after they pass.</summary>
    internal ulong Reported;

    /// <summary>When the last update came, ns.</summary>
    internal long LastUpdate;

    /// <summary>How long after the venue's stamp it came, ns.</summary>
    internal long Lateness;

    /// <summary>What strategies were not told of; they are with the next update that they hear.</summary>
    internal MarketChange Withheld;

    /// <summary>Whether the data was ever whole: before that, nothing is missing.</summary>
    internal bool WasWhole;

    /// <summary>Whether the best bid or the best ask is not positive.</summary>
    internal bool HasBadBest;

    /// <summary>Whether a timer waits for silence.</summary>
    internal bool IsTimed;

    internal void VisitState(StateSink sink)
    {
        var withheld = (long)Withheld;
        sink.Visit(ref Failing);
        sink.Visit(ref Reported);
        sink.Visit(ref LastUpdate);
        sink.Visit(ref Lateness);
        sink.Visit(ref withheld);
        sink.Visit(ref WasWhole);
        sink.Visit(ref HasBadBest);
        sink.Visit(ref IsTimed);
        Withheld = (MarketChange)withheld;
    }
}
