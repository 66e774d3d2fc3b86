using System.Collections.Concurrent;
using System.Diagnostics;
using Engine.Model.Events;

namespace Tests.Replay.Processes;

/// <summary>A session's process as its venue sees it, from its start to its death.</summary>
internal sealed class SessionProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly BlockingCollection<WireMessage> _inbox = [];
    private readonly Thread _reader;
    private readonly Task<string> _errors;

    internal SessionProcess(string directory, Durability durability)
    {
        var start = new ProcessStartInfo(
            "dotnet", [typeof(SessionChild).Assembly.Location, directory, durability.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>What it has sent and nobody has taken.</summary>
    internal bool TryTake(out WireMessage message, TimeSpan patience) => _inbox.TryTake(out message!, patience);

    /// <summary>Tells it something; nothing where it is dead.</summary>
    internal void Tell(WireMessage message)
    {
        try
        {
            message.Write(_process.StandardInput.BaseStream);
        }
        catch (IOException)
        {
            // It has died meanwhile: nobody hears it.
        }
    }

    /// <summary>SIGKILL; what had left it before can still be taken.</summary>
    internal void Kill()
    {
        _process.Kill();
        AwaitEnd();
    }

    internal (int ExitCode, string Error) AwaitEnd()
    {
        Assert.That(_process.WaitForExit(Patience), Is.True, "The session does not end.");
        Assert.That(_reader.Join(Patience), Is.True);
        return (_process.ExitCode, _errors.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _inbox.Dispose();
    }

    private void Read()
    {
        var stream = _process.StandardOutput.BaseStream;
        while (WireMessage.Read(stream) is { } message)
        {
            _inbox.Add(message);
        }
    }
}
