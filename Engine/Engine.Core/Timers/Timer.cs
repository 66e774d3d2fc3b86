using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Timers;

/// <summary>One deadline.</summary>
internal struct Timer
{
    /// <summary>When it fires.</summary>
    internal TimestampNs Deadline;

    /// <summary>Its number: of two with one deadline the smaller fires first.</summary>
    internal long Id;

    /// <summary>Who set it.</summary>
    internal StrategyId Owner;

    /// <summary>What its owner calls it.</summary>
    internal long Tag;

    /// <summary>Whether it fires before another.</summary>
    internal readonly bool IsBefore(in Timer other) =>
        Deadline < other.Deadline || (Deadline == other.Deadline && Id < other.Id);

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Deadline);
        sink.Visit(ref Id);
        sink.Visit(ref Owner);
        sink.Visit(ref Tag);
    }
}
