using System.Diagnostics;
using System.Globalization;

namespace Tests.Support;

/// <summary>A process of a test's own: told things by its input, heard by its output, killed by SIGKILL.</summary>
public abstract class TestProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private Task _reading = Task.CompletedTask;

    /// <summary>Starts it.</summary>
    /// <param name="command">The program and its arguments.</param>
    protected TestProcess(params string[] command)
    {
        ArgumentNullException.ThrowIfNull(command);
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
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it reads.</summary>
    protected StreamWriter Input => _process.StandardInput;

    /// <summary>Done when its output has ended and all of it was taken.</summary>
    protected Task Reading => _reading;

    /// <summary>Takes its output on a thread of its own, until it ends.</summary>
    protected void BeginReading(Action<Stream> read) => _reading = Task.Factory.StartNew(
        () => read(_process.StandardOutput.BaseStream), CancellationToken.None, TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>SIGKILL, and returns when it is dead and all that it said was read.</summary>
    public void Kill()
    {
        _process.Kill();
        AwaitEnd();
    }

    /// <summary>Sends it a signal by its name, such as STOP.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Returns when it has ended, and all that it said was read.</summary>
    /// <exception cref="TimeoutException">It does not end.</exception>
    public (int ExitCode, string Error) AwaitEnd()
    {
        if (!_process.WaitForExit(Patience) || !_reading.Wait(Patience))
        {
            throw new TimeoutException("The process does not end.");
        }

        return (_process.ExitCode, _errors.Result);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Kills it where it still runs.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
