using Replay.Sessions;

namespace Tests.Replay.Sweeps;

/// <summary>Asks to stop once so much is done.</summary>
internal sealed class StopAfter(long done, CancellationTokenSource stop) : IRunProgress
{
    void IRunProgress.Report(long reported, long total)
    {
        if (reported >= done)
        {
            stop.Cancel();
        }
    }
}
