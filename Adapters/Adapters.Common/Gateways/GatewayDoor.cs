using System.Diagnostics;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Common.Gateways;

/// <summary>
/// The only way to a gateway. Once it is closed nothing passes any more, and whoever has closed it can wait until what
/// was passing has left.
/// </summary>
/// <remarks>One thread sends; any may close. Closing is final.</remarks>
public sealed class GatewayDoor
{
    private bool _isClosed;
    private bool _isSending;

    /// <summary>Makes an open door.</summary>
    /// <param name="gateway">Where it leads.</param>
    public GatewayDoor(IVenueGateway gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        Gateway = gateway;
    }

    /// <summary>Whether nothing passes any more. Any thread.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Where it leads.</summary>
    internal IVenueGateway Gateway { get; }

    /// <summary>Sends a command.</summary>
    /// <param name="command">The command; its cause is journaled.</param>
    /// <param name="ordinal">Its place among all commands of its cause, from 0.</param>
    /// <param name="name">The order's name at the venue.</param>
    /// <returns>False where the door is closed: it did not leave.</returns>
    public bool TrySend(in Command command, int ordinal, ClientOrderId name)
    {
        Volatile.Write(ref _isSending, true);

        // Who closes writes the one flag and reads the other, and so does this: without the fence both could miss.
        Interlocked.MemoryBarrier();
        try
        {
            if (Volatile.Read(ref _isClosed))
            {
                return false;
            }

            Gateway.Send(in command, ordinal, name);
            return true;
        }
        finally
        {
            Volatile.Write(ref _isSending, false);
        }
    }

    /// <summary>Closes it.</summary>
    internal void Close()
    {
        Volatile.Write(ref _isClosed, true);
        Interlocked.MemoryBarrier();
    }

    /// <summary>Waits until what was passing when it was closed has left.</summary>
    /// <returns>False where it hangs longer than the patience.</returns>
    internal bool AwaitQuiet(TimeSpan patience)
    {
        var since = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _isSending))
        {
            if (Stopwatch.GetElapsedTime(since) > patience)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }
}
