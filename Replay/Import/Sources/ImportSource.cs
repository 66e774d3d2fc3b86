using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Import.Files;

namespace Replay.Import.Sources;

/// <summary>One file as a stream of runs in the order of time. One thread.</summary>
internal abstract class ImportSource : IDisposable
{
    private readonly RunQueue _queue = new();
    private readonly bool _isLenient;
    private bool _isEnded;

    protected ImportSource(LineReader lines, ImportRequest request, ImportFile facts)
    {
        Lines = lines;
        Facts = facts;
        _isLenient = request.IsLenient;
        Clock = new SourceClock(lines, request, facts);
    }

    /// <summary>The run at hand.</summary>
    internal ReadOnlySpan<Event> Run => _queue.Current;

    /// <summary>The time of the run at hand.</summary>
    internal TimestampNs Time => _queue.Current[0].Time;

    /// <summary>Bytes of the file's read so far.</summary>
    internal long PositionBytes => Lines.File.PositionBytes;

    /// <summary>Bytes of the file.</summary>
    internal long SizeBytes => Lines.File.SizeBytes;

    /// <summary>What was found in the file.</summary>
    internal ImportFile Facts { get; }

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
        while (!_queue.MoveNext())
        {
            if (_isEnded)
            {
                return false;
            }

            // The last call may have left something behind: a group of rows that only the end of the file closes.
            _isEnded = !ReadMore();
        }

        return true;
    }

    /// <inheritdoc />
    public virtual void Dispose() => Lines.Dispose();

    /// <summary>Reads a row or more and publishes what they say; false at the end.</summary>
    protected abstract bool ReadMore();

    /// <summary>Counts a row that cannot be read, or refuses the file for it.</summary>
    protected void Refuse(ImportException refusal)
    {
        if (!_isLenient || refusal.IsOfAllRows || refusal.Category != ImportErrorCategory.BadData)
        {
            throw refusal;
        }

        Facts.CountRefused(refusal);
    }
}
