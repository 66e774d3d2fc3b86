using System.Diagnostics;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Benchmarks.Backtests;

/// <summary>This program again as a process of its own, trading on a journal.</summary>
internal static class EngineProcess
{
    private const int LookEveryMs = 2;

    /// <summary>The executable; null where this process is another program, such as a test's host.</summary>
    internal static string? Executable { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "engine" ? Environment.ProcessPath : null;

    /// <summary>Whether the executable's code was compiled ahead, as a published one's is.</summary>
    internal static bool IsCompiledAhead { get; } = FindCompiledAhead();

    /// <summary>Runs a backtest of the built-in market maker.</summary>
    internal static EngineRun Backtest(string market)
    {
        var start = new ProcessStartInfo(Executable!)
        {
            ArgumentList = { "backtest", "--journal", market, "--strategy", "market-maker", "--json" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var before = Stopwatch.GetElapsedTime(0);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The engine did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var bytes = 0L;
        while (!process.WaitForExit(LookEveryMs))
        {
            bytes = Math.Max(bytes, AnonymousBytes(process.Id));
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The engine ended with {process.ExitCode}: {error.Result}");
        }

        using var document = JsonDocument.Parse(output.Result);
        var firstEvent = document.RootElement.GetProperty("firstEventClockNs").GetInt64();
        return new EngineRun(firstEvent - before.TotalNanoseconds, bytes);
    }

    private static long AnonymousBytes(int id)
    {
        const string Key = "RssAnon:";
        const int BytesPerUnit = 1_024;
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(
                line => line.StartsWith(Key, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[Key.Length..].Replace("kB", string.Empty).Trim()) * BytesPerUnit;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }

    private static bool FindCompiledAhead()
    {
        var assembly = typeof(EngineProcess).Assembly.Location;
        if (assembly.Length == 0)
        {
            return true;
        }

        using var image = new PEReader(File.OpenRead(assembly));
        return image.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }
}
