using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Engine.Model.Events;
using Tests.Journal.Support;

namespace Tests.Journal.Processes;

/// <summary>The system calls of a child, as strace shows them.</summary>
internal sealed partial class SystemCallTests
{
    private const int Groups = 12;

    [Test]
    public void Each_group_is_one_write_and_one_sync()
    {
        RequireTracer();
        using var scratch = new Scratch();

        var calls = Trace(scratch, new ChildOrder(scratch["j"], Durability.Synced, InBackground: false, Groups));

        // After the head: a write and a sync for each group, then the sync of the seal.
        Assert.That(calls, Does.StartWith(string.Concat(Enumerable.Repeat("wf", Groups))));
        Assert.That(calls.Count(call => call == 'f'), Is.EqualTo(Groups + 1));
    }

    [Test]
    public void A_thread_of_its_own_never_syncs_twice_for_one_group()
    {
        RequireTracer();
        using var scratch = new Scratch();

        var calls = Trace(scratch, new ChildOrder(scratch["j"], Durability.Synced, InBackground: true, Groups));

        Assert.That(calls, Does.Not.Contain("ff"));
        Assert.That(calls.Count(call => call == 'f'), Is.LessThanOrEqualTo(Groups + 2));
    }

    private static void RequireTracer()
    {
        try
        {
            var start = new ProcessStartInfo("strace", "-V") { UseShellExecute = false, RedirectStandardOutput = true };
            using var process = Process.Start(start);
            process!.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Ignore("strace is not installed.");
        }
    }

    /// <summary>Writes (w) and syncs (f) of the first segment after it got its name, in order.</summary>
    private static string Trace(Scratch scratch, ChildOrder order)
    {
        var log = scratch["trace"];
        const string Calls = "trace=pwrite64,fsync,fdatasync,rename,renameat,renameat2";
        using (var child = new ChildProcess("strace", "-f", "-y", "-s", "0", "-e", Calls, "-o", log))
        {
            child.Tell(order);
            var (exitCode, error) = child.AwaitEnd();
            if (error.Contains("ptrace", StringComparison.OrdinalIgnoreCase))
            {
                Assert.Ignore("This process may not be traced: " + error);
            }

            Assert.That(exitCode, Is.Zero, error);
        }

        var calls = new List<char>();
        var isNamed = false;
        foreach (var line in File.ReadLines(log))
        {
            isNamed |= line.Contains("rename", StringComparison.Ordinal);
            if (isNamed && OfSegment().Match(line) is { Success: true } match)
            {
                calls.Add(match.Groups["call"].Value.StartsWith('p') ? 'w' : 'f');
            }
        }

        return string.Concat(calls);
    }

    [GeneratedRegex(@"(?<call>pwrite64|fsync|fdatasync)\(\d+<[^>]*/events-0{16}\.seg>")]
    private static partial Regex OfSegment();
}
