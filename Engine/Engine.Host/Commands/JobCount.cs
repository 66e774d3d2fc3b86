using Engine.Host.Cli;

namespace Engine.Host.Commands;

/// <summary>Reads <c>--jobs</c>.</summary>
internal static class JobCount
{
    private const int Most = 1_024;

    /// <summary>How many run at once: one for each processor where nothing is said.</summary>
    /// <exception cref="UsageException">It is no number of workers.</exception>
    public static int Read(int? jobs) => jobs switch
    {
        null => Environment.ProcessorCount,
        >= 1 and <= Most => jobs.Value,
        _ => throw new UsageException($"--jobs {jobs}: write 1 to {Most}"),
    };
}
