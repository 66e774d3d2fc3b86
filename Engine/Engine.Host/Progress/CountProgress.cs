using Replay.Sessions;

namespace Engine.Host.Progress;

/// <summary>Hears counts from the libraries and passes them to the line that people see. Called by the job's own thread.</summary>
internal sealed class CountProgress : IProgress<long>, IRunProgress
{
    private readonly ProgressLine _line;
    private readonly long _total;

    /// <summary>Makes the listener.</summary>
    /// <param name="line">Where it is shown.</param>
    /// <param name="total">The whole, for those who report only what is done; zero where it is not known.</param>
    public CountProgress(ProgressLine line, long total = 0)
    {
        _line = line;
        _total = total;
    }

    /// <inheritdoc />
    public void Report(long value) => _line.Report(value, _total);

    /// <inheritdoc />
    public void Report(long done, long total) => _line.Report(done, total);
}
