using System.Runtime.InteropServices;

namespace Engine.Host.Cli;

/// <summary>
/// Ctrl-C and a request to terminate, as a token. The first asks; the second ends the process as the system would.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int BrokenPipeSignal = 13;

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask));
        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(PosixSignalRegistration.Create((PosixSignal)BrokenPipeSignal, LoseReader));
        }
    }

    /// <summary>Cancelled when it is asked to stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether what read our output has gone, as <c>head</c> does: no error, but nothing left to do.</summary>
    public bool IsReaderGone { get; private set; }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void Ask(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }

    private void LoseReader(PosixSignalContext signal)
    {
        signal.Cancel = true;
        IsReaderGone = true;
        _source.Cancel();
    }
}
