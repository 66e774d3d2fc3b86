using System.Diagnostics;
using Engine.Host.Cli;

namespace Tests.Host;

/// <summary>A command line in a process of its own, for what only a dead process shows.</summary>
internal static class EngineChild
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command line and kills it (SIGKILL) as soon as something holds.</summary>
    /// <returns>Whether it was killed; else it had ended before.</returns>
    public static bool KillWhen(Func<bool> holds, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(EngineCommandLine).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var watch = Stopwatch.StartNew();
        while (!process.HasExited && !holds())
        {
            Assert.That(watch.Elapsed, Is.LessThan(Patience), "it neither ended nor came to the point");
            Thread.Sleep(1);
        }

        var isAlive = !process.HasExited;
        process.Kill();
        process.WaitForExit();
        return isAlive;
    }
}
