namespace Engine.Host.Progress;

/// <summary>Passes what is done and the whole to the line that people see. Called by the job's own thread.</summary>
internal sealed class ShareProgress(ProgressLine line) : IProgress<(long Done, long Total)>
{
    /// <inheritdoc />
    public void Report((long Done, long Total) value) => line.Report(value.Done, value.Total);
}
