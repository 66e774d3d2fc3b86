using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Import.Files;

namespace Replay.Import.Sources;

/// <summary>One file as a stream of runs in the order of time. One thread.</summary>
internal abstract class ImportSource : IDisposable
{
    private readonly RunQueue _queue = new();

    protected ImportSource(LineReader lines, ImportRequest request, ImportSummary summary)
    {
        Lines = lines;
        Summary = summary;
        Clock = new SourceClock(lines, request.IsLenient, summary);
    }

    /// <summary>The run at hand.</summary>
    internal ReadOnlySpan<Event> Run => _queue.Current;

    /// <summary>The time of the run at hand.</summary>
    internal TimestampNs Time => _queue.Current[0].Time;

    /// <summary>Bytes of the file's read so far.</summary>
    internal long PositionBytes => Lines.File.PositionBytes;

    /// <summary>Bytes of the file.</summary>
    internal long SizeBytes => Lines.File.SizeBytes;

    /// <summary>Where the import reports to.</summary>
    protected ImportSummary Summary { get; }

    /// <summary>The rows.</summary>
    protected LineReader Lines { get; }

    /// <summary>Keeps the file's times in order.</summary>
    protected SourceClock Clock { get; }

    /// <summary>Where runs go that are read.</summary>
    protected IEventSink Output => _queue;

    /// <summary>Goes to the next run.</summary>
    /// <returns>False at the end of the file.</returns>
    internal bool MoveNext()
    {
        var isMore = true;
        while (!_queue.MoveNext())
        {
            if (!isMore)
            {
                return false;
            }

            // The last call may have left something behind: a group of rows that only the end of the file closes.
            isMore = ReadMore();
        }

        return true;
    }

    /// <inheritdoc />
    public void Dispose() => Lines.Dispose();

    /// <summary>Reads a row or more and publishes what they say; false at the end.</summary>
    protected abstract bool ReadMore();

    /// <summary>Says so where the file's last line was not ended.</summary>
    protected void WarnIfCut()
    {
        if (Lines.EndedInsideLine)
        {
            Summary.Warn($"{Lines.File.Path} does not end with a line end: its last row may be cut");
        }
    }
}
