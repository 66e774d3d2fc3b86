using Engine.Model.Events;
using Engine.Model.Instruments;
using Journal.Reading;

namespace Journal.Inspection;

/// <summary>The facts of a journal, as <c>engine journal inspect</c> tells them.</summary>
public sealed record JournalDescription
{
    /// <summary>Sizes, times and soundness.</summary>
    public required JournalReport Report { get; init; }

    /// <summary>What the first segment's header says.</summary>
    public required JournalFacts Facts { get; init; }

    /// <summary>How many events there are of each kind that occurs, by the kind's number.</summary>
    public required IReadOnlyList<(EventKind Kind, long Count)> Kinds { get; init; }

    /// <summary>The instruments, by number.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>The mode of the last session; none for a journal of data.</summary>
    public required RunMode Mode { get; init; }
}
