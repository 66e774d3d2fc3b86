namespace Benchmarks.Harness;

/// <summary>How to run benchmarks.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>Each workload once and short: a smoke test, whose figures mean little and say so.</summary>
    public bool Quick { get; init; }

    /// <summary>Where workloads that need a disk may write; null where none was given.</summary>
    public string? Directory { get; init; }

    /// <summary>Told what is about to run, for a progress display.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Told what is left out, and why.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>How many counted runs a workload makes: seven, or one when quick.</summary>
    public int Runs => Quick ? 1 : 7;

    /// <summary>A size scaled for quick runs.</summary>
    /// <param name="full">The size of a real run.</param>
    /// <returns>The size, or a twentieth of it.</returns>
    public int Scale(int full) => Quick ? Math.Max(1, full / 20) : full;
}
