namespace Replay.Import.Sources;

/// <summary>Joins files into one stream by (time, order of the files). It holds one run of each. One thread.</summary>
internal sealed class SourceMerger
{
    private readonly PriorityQueue<ImportSource, (long Time, int Index)> _heads = new();
    private readonly Dictionary<ImportSource, int> _indexes = [];
    private ImportSource? _current;

    internal SourceMerger(IReadOnlyList<ImportSource> sources)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            _indexes.Add(sources[i], i);
            Enqueue(sources[i]);
        }
    }

    /// <summary>The source whose run is next; valid after <see cref="MoveNext" /> said so.</summary>
    internal ImportSource Current => _current ?? throw new InvalidOperationException("Call MoveNext first.");

    /// <summary>Goes to the next run of all.</summary>
    internal bool MoveNext()
    {
        if (_current is not null)
        {
            Enqueue(_current);
        }

        return _heads.TryDequeue(out _current, out _);
    }

    private void Enqueue(ImportSource source)
    {
        if (source.MoveNext())
        {
            _heads.Enqueue(source, (source.Time.Value, _indexes[source]));
        }
    }
}
