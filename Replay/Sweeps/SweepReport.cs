namespace Replay.Sweeps;

/// <summary>The page of a sweep.</summary>
public static class SweepReport
{
    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter output, SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        output.Write("<!doctype html>");
    }
}
