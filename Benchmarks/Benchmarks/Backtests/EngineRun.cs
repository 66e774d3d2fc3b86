namespace Benchmarks.Backtests;

/// <summary>What a process of the engine took.</summary>
/// <param name="StartNs">From before it was started to its first market event, ns.</param>
/// <param name="AnonymousBytes">The most memory that no file backs, in bytes, looked at every 2 ms.</param>
internal readonly record struct EngineRun(double StartNs, long AnonymousBytes);
