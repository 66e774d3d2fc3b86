namespace Tests.Journal.Support;

/// <summary>A disk that holds calls of one kind up while the gate is closed.</summary>
internal sealed class DiskGate : IDisposable
{
    private readonly ManualResetEventSlim _isOpen = new(initialState: true);
    private readonly ManualResetEventSlim _isCalled = new();

    internal DiskGate(CrashCall held)
    {
        Storage = new CrashStorage
        {
            Before = call =>
            {
                if (call == held && !_isOpen.IsSet)
                {
                    _isCalled.Set();
                    _isOpen.Wait();
                }
            },
        };
    }

    internal CrashStorage Storage { get; }

    internal void Close() => _isOpen.Reset();

    internal void Open() => _isOpen.Set();

    /// <summary>Returns when a call is held up.</summary>
    internal void AwaitCall() =>
        Assert.That(_isCalled.Wait(TimeSpan.FromMinutes(1)), Is.True, "Nobody called the disk.");

    public void Dispose()
    {
        _isOpen.Set();
        _isOpen.Dispose();
        _isCalled.Dispose();
    }
}
