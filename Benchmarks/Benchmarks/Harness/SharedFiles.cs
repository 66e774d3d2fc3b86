namespace Benchmarks.Harness;

/// <summary>
/// Recordings and neutral workloads, too large for the repository. They lie in <c>$ENGINE_SHARED</c>, else in a folder
/// <c>shared</c> beside the repository.
/// </summary>
internal static class SharedFiles
{
    private const string Variable = "ENGINE_SHARED";

    /// <summary>Returns the full path of a shared file or folder; null where this machine has none.</summary>
    /// <param name="relative">Its path inside the shared folder.</param>
    internal static string? Find(string relative)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var shared = string.IsNullOrEmpty(named) ? BesideRepository() : named;
        var path = shared is null ? null : Path.GetFullPath(Path.Combine(shared, relative));
        return Path.Exists(path) ? path : null;
    }

    /// <summary>Says that a workload is left out for want of a shared file.</summary>
    internal static IReadOnlyList<BenchmarkEntry> LeaveOut(string name, string relative, BenchmarkOptions options)
    {
        options.Notice?.Invoke(
            $"{name} is left out: it needs {relative}; set {Variable}, or put shared beside the repository");
        return [];
    }

    private static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "engine.sln")))
            {
                return Path.Combine(folder.FullName, "..", "shared");
            }
        }

        return null;
    }
}
