using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tests.Journal.Processes;

/// <summary>A child, from its start to its end.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly TaskCompletionSource _isOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isAcknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private long _acknowledged = -1;
    private ulong _witness = NumberedEvents.WitnessStart;

    /// <summary>Starts a child, which waits for its order.</summary>
    /// <param name="tracer">A command that runs it, such as strace with its options; none for nothing.</param>
    internal ChildProcess(params string[] tracer)
    {
        string[] command = [.. tracer, "dotnet", typeof(JournalChild).Assembly.Location];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Nothing of it runs long enough to be worth instrumenting.
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _reading = Task.Run(Read);
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The last sequence that it acknowledged, once it has ended; −1 for none.</summary>
    internal long Acknowledged => _acknowledged;

    /// <summary>The witness that came with it.</summary>
    internal ulong Witness => _witness;

    internal void Tell(ChildOrder order)
    {
        _process.StandardInput.WriteLine(order.ToString());
        _process.StandardInput.Flush();
    }

    /// <summary>Returns when its journal is open, or when it has ended.</summary>
    internal void AwaitOpen() => Assert.That(Task.WaitAny([_isOpen.Task, _reading], Patience), Is.Not.Negative);

    /// <summary>Returns when it has acknowledged something, or when it has ended.</summary>
    internal void AwaitAcknowledgement() =>
        Assert.That(Task.WaitAny([_isAcknowledged.Task, _reading], Patience), Is.Not.Negative);

    /// <summary>SIGKILL, and returns when it is dead and all that it said was read.</summary>
    internal void Kill()
    {
        _process.Kill();
        AwaitEnd();
    }

    internal void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Returns when it has ended by itself.</summary>
    internal (int ExitCode, string Error) AwaitEnd()
    {
        Assert.That(_process.WaitForExit(Patience), Is.True, "The child does not end.");
        Assert.That(_reading.Wait(Patience), Is.True);
        return (_process.ExitCode, _errors.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Read()
    {
        Span<ulong> record = stackalloc ulong[2];
        var stream = _process.StandardOutput.BaseStream;
        while (stream.ReadAtLeast(MemoryMarshal.AsBytes(record), 16, throwOnEndOfStream: false) == 16)
        {
            if ((long)record[0] == JournalChild.OpenMark)
            {
                _isOpen.TrySetResult();
                continue;
            }

            (_acknowledged, _witness) = ((long)record[0], record[1]);
            _isAcknowledged.TrySetResult();
        }
    }
}
