using System.Runtime.InteropServices;

namespace Engine.Host.Cli;

/// <summary>
/// Ctrl-C and a request to terminate, as a token. The first asks; the second ends the process, whatever it is at.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask),
    ];

    /// <summary>Cancelled when it is asked to stop.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _source.Dispose();
    }

    private void Ask(PosixSignalContext signal)
    {
        // In any case: what the runtime does by itself waits for a main thread that may never look up.
        signal.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        _source.Cancel();
    }
}
