using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Quality;

/// <summary>
/// Watches market data as it goes by. One thread; memory by instruments, not by events: the book, the last prices and
/// trades of each.
/// </summary>
internal sealed class QualityTracker
{
    private readonly string? _file;
    private readonly QualityLimits _limits;
    private readonly Func<InstrumentId, string> _nameOf;
    private readonly FindingTable _findings = new();
    private readonly List<InstrumentWatch?> _instruments = [];

    /// <summary>Makes a tracker.</summary>
    /// <param name="file">The file's name; null for a journal.</param>
    /// <param name="limits">From where on something is reported.</param>
    /// <param name="nameOf">The instruments' names.</param>
    internal QualityTracker(string? file, QualityLimits limits, Func<InstrumentId, string> nameOf)
    {
        _file = file;
        _limits = limits;
        _nameOf = nameOf;
    }

    /// <summary>Takes a run; what is no market data is passed over.</summary>
    /// <param name="run">The run.</param>
    /// <param name="row">The row of the file, or the sequence of its first event.</param>
    internal void Observe(ReadOnlySpan<Event> run, long row)
    {
        ref readonly var first = ref run[0];
        if (first.Class == EventClass.Public && first.Instrument.IsSome)
        {
            WatchOf(first.Instrument).Take(run, new QualityPlace(row, first.Time));
        }
    }

    /// <summary>Notes what the events do not show.</summary>
    internal void Note(QualityCheck check, InstrumentId instrument, long row, TimestampNs time, long worst) =>
        _findings.Note(
            check, instrument.IsSome ? WatchOf(instrument).Name : string.Empty, null,
            new QualityPlace(row, time), worst);

    /// <summary>Notes a row that could not be read.</summary>
    internal void NoteRefused(long row, string problem) => _findings.Note(
        QualityCheck.RowRefused, string.Empty, null, new QualityPlace(row, TimestampNs.Zero), 1, problem);

    /// <summary>What was found.</summary>
    internal (IReadOnlyList<QualityFinding> Findings, IReadOnlyList<QualityStream> Streams) Finish()
    {
        var streams = _instruments.OfType<InstrumentWatch>().SelectMany(watch => watch.Finish(_file)).ToArray();
        return ([.. _findings.ToFindings(_file)], streams);
    }

    private InstrumentWatch WatchOf(InstrumentId instrument)
    {
        while (_instruments.Count <= instrument.Value)
        {
            _instruments.Add(null);
        }

        return _instruments[instrument.Value] ??= new InstrumentWatch(_nameOf(instrument), _limits, _findings);
    }
}
