using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>What is doubted of one instrument's books, and what was asked about it.</summary>
internal struct BookDoubt
{
    /// <summary>How the books stand.</summary>
    internal BooksState State;

    /// <summary>Whether the venue has refused to close what the books hold: strategies' orders wait.</summary>
    internal bool IsHeld;

    /// <summary>
    /// Whether something may have been traded since the venue was last asked: flat books alone do not say that nothing
    /// is held.
    /// </summary>
    internal bool IsTouched;

    /// <summary>Whether the venue was asked and has not said all.</summary>
    internal bool IsAsked;

    /// <summary>Which legs it has spoken of since: a bit each.</summary>
    internal int Heard;

    /// <summary>Whether one of them differs.</summary>
    internal bool Differs;

    /// <summary>Which legs an alert has said to be too far apart: a bit each.</summary>
    internal int Alarmed;

    /// <summary>How often it was asked.</summary>
    internal int Tries;

    /// <summary>How often its answer differed with no order's truth outstanding.</summary>
    internal int Differences;

    /// <summary>When it is asked next; zero for not at all.</summary>
    internal TimestampNs DueTime;

    /// <summary>Until when a refusal raises no doubt again: the venue was asked just now, and agreed.</summary>
    internal TimestampNs BelievedUntil;

    internal void VisitState(StateSink sink)
    {
        var state = (long)State;
        sink.Visit(ref state);
        sink.Visit(ref IsHeld);
        sink.Visit(ref IsTouched);
        sink.Visit(ref IsAsked);
        sink.Visit(ref Heard);
        sink.Visit(ref Differs);
        sink.Visit(ref Alarmed);
        sink.Visit(ref Tries);
        sink.Visit(ref Differences);
        sink.Visit(ref DueTime);
        sink.Visit(ref BelievedUntil);
        State = (BooksState)state;
    }
}
