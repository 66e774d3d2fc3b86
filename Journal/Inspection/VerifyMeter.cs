namespace Journal.Inspection;

/// <summary>How far a verification is. Any thread may add; the one that made it reports.</summary>
internal sealed class VerifyMeter(long total, IProgress<(long Done, long Total)>? progress)
{
    private readonly int _owner = Environment.CurrentManagedThreadId;
    private long _done;

    internal void Add(long bytes)
    {
        Interlocked.Add(ref _done, bytes);
        if (progress is not null && Environment.CurrentManagedThreadId == _owner)
        {
            Report();
        }
    }

    internal void Report() => progress?.Report((Interlocked.Read(ref _done), total));
}
