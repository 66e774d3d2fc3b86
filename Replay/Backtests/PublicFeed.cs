using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal;
using Journal.Reading;

namespace Replay.Backtests;

/// <summary>
/// The runs of a journal that a backtest may use: definitions and public data. Others' decisions stay behind.
/// </summary>
internal sealed class PublicFeed : IDisposable
{
    private readonly EventCursor _cursor;
    private readonly string _path;
    private bool _wantsCatalogue;
    private bool[]? _isWanted;

    internal PublicFeed(JournalReader reader)
    {
        _path = reader.Directory;
        _cursor = reader.OpenEvents();
        _wantsCatalogue = reader.FirstSequence > 0;
    }

    /// <summary>
    /// When the last session read so far began; null where there was none. A backtest of a recorded session begins when
    /// that did, so that timers set at its start fire at the same times.
    /// </summary>
    internal TimestampNs? SessionTime { get; private set; }

    /// <summary>From now on only public events of these instruments.</summary>
    internal void Choose(IReadOnlyList<Instrument> instruments, int definedCount)
    {
        _isWanted = new bool[definedCount];
        foreach (var instrument in instruments)
        {
            _isWanted[instrument.Id.Value] = true;
        }
    }

    /// <summary>Reads the next frame: whole runs.</summary>
    /// <param name="events">Valid until the next call.</param>
    /// <exception cref="JournalException">The journal is damaged or torn, or the disk failed.</exception>
    internal bool TryReadFrame(out ReadOnlySpan<Event> events)
    {
        if (!_cursor.TryReadFrame(out events))
        {
            RequireWhole();
            return false;
        }

        events = WithCatalogue(events);
        return true;
    }

    /// <summary>Takes the next run that is wanted off a frame.</summary>
    /// <param name="events">What is left of the frame.</param>
    /// <param name="run">The run.</param>
    internal bool TryTake(ref ReadOnlySpan<Event> events, out ReadOnlySpan<Event> run)
    {
        while (!events.IsEmpty)
        {
            var last = 0;
            while (!events[last].IsLastOfRun)
            {
                last++;
            }

            run = events[..(last + 1)];
            events = events[(last + 1)..];
            if (IsWanted(run[0]))
            {
                return true;
            }
        }

        run = default;
        return false;
    }

    /// <summary>Whether a run is market data, not a definition.</summary>
    internal static bool IsPublic(in Event e) => e.Class == EventClass.Public;

    /// <summary>Whether an instrument was chosen.</summary>
    internal bool IsChosen(InstrumentId id) =>
        _isWanted is not null && (uint)id.Value < (uint)_isWanted.Length && _isWanted[id.Value];

    /// <inheritdoc />
    public void Dispose() => _cursor.Dispose();

    /// <summary>
    /// Where the head was purged, what it defined stands in the catalogue of the first segment left: it goes first.
    /// </summary>
    private ReadOnlySpan<Event> WithCatalogue(ReadOnlySpan<Event> events)
    {
        if (!_wantsCatalogue)
        {
            return events;
        }

        _wantsCatalogue = false;
        return (Event[])[.. _cursor.Catalogue, .. events];
    }

    private bool IsWanted(in Event e)
    {
        if (e.Class != EventClass.Public)
        {
            SessionTime = e.Kind == EventKind.SessionStarted ? e.Time : SessionTime;
            return InstrumentRegistry.IsDefinition(e.Kind);
        }

        return _isWanted is null || IsChosen(e.Instrument);
    }

    private void RequireWhole()
    {
        if (_cursor.Fault is { } fault)
        {
            throw JournalException.NotWhole(_path, _cursor.End, fault);
        }
    }
}
