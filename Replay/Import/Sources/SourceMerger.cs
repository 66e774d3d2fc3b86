namespace Replay.Import.Sources;

/// <summary>
/// Joins files into one stream by (time, order of the files). It holds one run of each file that is open. One thread.
/// </summary>
/// <remarks>
/// Where the files are many, each is looked into for its first time and closed; it is opened again when its turn
/// comes, and closed for good at its end. So files of one day each are open one after the other.
/// </remarks>
internal sealed class SourceMerger : IDisposable
{
    private readonly PriorityQueue<SourceFile, (long Time, int Index)> _heads = new();
    private readonly HashSet<SourceFile> _open = [];
    private SourceFile? _current;

    /// <summary>Makes a merger.</summary>
    /// <param name="files">The files.</param>
    /// <param name="openMax">How many files may be open from the start.</param>
    /// <param name="token">Stops it between two files.</param>
    internal SourceMerger(IReadOnlyList<SourceFile> files, int openMax, CancellationToken token)
    {
        try
        {
            foreach (var file in files)
            {
                token.ThrowIfCancellationRequested();
                if (files.Count > openMax)
                {
                    if (file.TryPeek(out var time))
                    {
                        _heads.Enqueue(file, (time.Value, file.Index));
                    }
                }
                else
                {
                    Open(file);
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The source whose run is next; valid after <see cref="MoveNext" /> said so.</summary>
    internal ImportSource Current => _current?.Source ?? throw new InvalidOperationException("Call MoveNext first.");

    /// <summary>Goes to the next run of all.</summary>
    internal bool MoveNext()
    {
        if (_current is not null)
        {
            Enqueue(_current);
        }

        while (_heads.TryDequeue(out _current, out _))
        {
            if (_current.Source is not null)
            {
                return true;
            }

            // What was looked into before is opened now that its time has come.
            Open(_current);
        }

        return false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var file in _open)
        {
            file.Close();
        }

        _open.Clear();
    }

    private void Open(SourceFile file)
    {
        _open.Add(file);
        file.Open();
        Enqueue(file);
    }

    private void Enqueue(SourceFile file)
    {
        if (file.Source!.MoveNext())
        {
            _heads.Enqueue(file, (file.Source.Time.Value, file.Index));
            return;
        }

        file.Close();
        _open.Remove(file);
    }
}
