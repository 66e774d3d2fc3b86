namespace Replay.Sessions;

/// <summary>Hears how far a long job is. Called every few thousand events by the job's own thread.</summary>
public interface IRunProgress
{
    /// <summary>So much is done.</summary>
    /// <param name="done">Events.</param>
    /// <param name="total">Events in all; 0 where that is not known.</param>
    void Report(long done, long total);
}
