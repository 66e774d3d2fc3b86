namespace Journal.Writing;

/// <summary>
/// Syncs what was written at each interval, on a thread of its own that sleeps meanwhile. A failed sync is final: the
/// writer learns of it at its next call.
/// </summary>
internal sealed class BackgroundSync : IDisposable
{
    private readonly Action _sync;
    private readonly string _path;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private readonly int _intervalMs;
    private volatile bool _isStopping;
    private JournalException? _failure;

    /// <summary>Starts the thread.</summary>
    /// <param name="sync">Syncs up to what is written; called by the thread alone.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="path">What is synced, for messages.</param>
    internal BackgroundSync(Action sync, TimeSpan interval, string path)
    {
        _sync = sync;
        _path = path;
        _intervalMs = (int)interval.TotalMilliseconds;
        _thread = new Thread(Run) { Name = "journal-sync", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What the disk said; null while all is well.</summary>
    internal JournalException? Failure => Volatile.Read(ref _failure);

    /// <summary>Returns when the thread has ended.</summary>
    public void Dispose()
    {
        if (_isStopping)
        {
            return;
        }

        _isStopping = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _wake.WaitOne(_intervalMs);
            if (_isStopping)
            {
                return;
            }

            try
            {
                _sync();
            }
            catch (JournalException failure)
            {
                Volatile.Write(ref _failure, failure);
                return;
            }
#pragma warning disable CA1031 // The root of a thread: whatever ended it must reach the writer.
            catch (Exception unexpected)
#pragma warning restore CA1031
            {
                Volatile.Write(ref _failure, new JournalException(
                    JournalErrorCategory.Io, _path, $"the thread that syncs ended: {unexpected.Message}",
                    inner: unexpected));
                return;
            }
        }
    }
}
