using Adapters.Common.Gateways;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Adapters.Gateways;

/// <summary>A gateway whose venue counts open orders: it answers, refuses or hangs as it is told.</summary>
internal sealed class ScriptedGateway : IVenueGateway
{
    private int _open;
    private int _asked;

    public string Venue => "scripted";

    /// <summary>How often its cancel-all fails before it works.</summary>
    internal int FailuresLeft { get; set; }

    /// <summary>Held by a send that hangs.</summary>
    internal ManualResetEventSlim? Hangs { get; init; }

    /// <summary>Set when a send has begun.</summary>
    internal ManualResetEventSlim HasBegun { get; } = new();

    internal bool NeverAnswers { get; init; }

    internal bool Throws { get; init; }

    internal int Open => Volatile.Read(ref _open);

    internal int AskedCount => Volatile.Read(ref _asked);

    public void Send(in Command command, int ordinal, ClientOrderId name)
    {
        HasBegun.Set();
        Hangs?.Wait();
        Interlocked.Increment(ref _open);
    }

    public CancelAllAnswer CancelAll()
    {
        Interlocked.Increment(ref _asked);
        if (NeverAnswers)
        {
            Thread.Sleep(Timeout.Infinite);
        }

        if (Throws)
        {
            throw new InvalidOperationException("a mistake");
        }

        if (FailuresLeft-- > 0)
        {
            return CancelAllAnswer.Failed;
        }

        Volatile.Write(ref _open, 0);
        return CancelAllAnswer.NothingOpen;
    }
}
