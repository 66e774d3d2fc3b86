using System.Runtime;
using System.Runtime.InteropServices;

namespace Benchmarks.Harness;

/// <summary>The machine and the runtime's settings in one line, for beside every figure.</summary>
public static class HardwareLine
{
    /// <summary>The line.</summary>
    public static string Text { get; } = Make();

    private static string Make()
    {
        var memoryGb = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return $"{ProcessorName()}, {Environment.ProcessorCount} cores, {memoryGb} GB, "
            + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription} "
            + $"{RuntimeInformation.ProcessArchitecture}, "
            + $"{(GCSettings.IsServerGC ? "server" : "workstation")} GC ({GCSettings.LatencyMode}), "
            + $"tiered JIT {Setting("TieredCompilation")}, PGO {Setting("TieredPGO")}";
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable("DOTNET_" + name) is { } value ? "=" + value : "default";

    private static string ProcessorName()
    {
        const string Key = "model name";
        const string Unknown = "unknown processor";
        try
        {
            var found = File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
            return found?[(found.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? Unknown;
        }
        catch (IOException)
        {
            return Unknown;
        }
    }
}
