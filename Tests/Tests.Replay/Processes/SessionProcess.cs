using System.Collections.Concurrent;
using Engine.Model.Events;
using Tests.Support;

namespace Tests.Replay.Processes;

/// <summary>A session's process as its venue sees it, from its start to its death.</summary>
internal sealed class SessionProcess : TestProcess
{
    private readonly BlockingCollection<WireMessage> _inbox = [];

    internal SessionProcess(string directory, Durability durability)
        : base("dotnet", typeof(SessionChild).Assembly.Location, directory, durability.ToString()) =>
        BeginReading(Read);

    /// <summary>What it has sent and nobody has taken.</summary>
    internal bool TryTake(out WireMessage message, TimeSpan patience) => _inbox.TryTake(out message!, patience);

    /// <summary>Tells it something; nothing where it is dead.</summary>
    internal void Tell(WireMessage message)
    {
        try
        {
            message.Write(Input.BaseStream);
        }
        catch (IOException)
        {
            // It has died meanwhile: nobody hears it.
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        _inbox.Dispose();
    }

    private void Read(Stream stream)
    {
        while (WireMessage.Read(stream) is { } message)
        {
            _inbox.Add(message);
        }
    }
}
