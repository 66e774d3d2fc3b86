using Engine.Model.Events;
using Engine.Model.Units;

namespace Journal.Rendering;

/// <summary>What of a journal is shown, and how.</summary>
public sealed record CatOptions
{
    /// <summary>How lines are written.</summary>
    public CatFormat Format { get; init; } = CatFormat.Text;

    /// <summary>The first sequence shown.</summary>
    public long FromSequence { get; init; }

    /// <summary>The first sequence not shown.</summary>
    public long ToSequence { get; init; } = long.MaxValue;

    /// <summary>Events before this time are not shown.</summary>
    public TimestampNs FromTime { get; init; } = TimestampNs.MinValue;

    /// <summary>Events from this time on are not shown.</summary>
    public TimestampNs ToTime { get; init; } = TimestampNs.MaxValue;

    /// <summary>The kinds shown; null for all.</summary>
    public IReadOnlySet<EventKind>? Kinds { get; init; }

    /// <summary>Whether each command is shown after the event that caused it.</summary>
    public bool WithCommands { get; init; } = true;
}
