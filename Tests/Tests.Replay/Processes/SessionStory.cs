using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Replay.Processes;

/// <summary>Sessions of one journal, killed one after the other, against a venue that trades on.</summary>
internal sealed class SessionStory(string directory, Durability durability, int seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Random _random = new(seed);

    internal ScriptedVenue Venue { get; } = new(seed);

    internal List<long> Epochs { get; } = [];

    /// <summary>Sessions that were recovered from a snapshot.</summary>
    internal int FromSnapshot { get; private set; }

    internal int Reconciled { get; private set; }

    /// <summary>One session: market and venue go on until it is killed, and for a while after.</summary>
    internal void RunAndKill()
    {
        using var session = new SessionProcess(directory, durability);
        Begin(session);
        if (_random.Next(4) != 0)
        {
            // Else it dies in the midst of its reconciliation.
            AwaitReconciled(session);
        }

        Go(session, _random.Next(20, 150));
        session.Kill();
        Venue.Tell = null;
        TakeAll(session);
        for (var steps = _random.Next(100); steps > 0; steps--)
        {
            Venue.Step();
        }
    }

    /// <summary>The last session: the kill switch, and an end in good order.</summary>
    internal void RunAndEnd()
    {
        using var session = new SessionProcess(directory, durability);
        Begin(session);
        AwaitReconciled(session);
        Go(session, 50);
        Venue.IsCalm = true;
        var kill = Event.Create(EventKind.OperatorRequest, default, InstrumentId.None);
        kill.OperatorRequest.Action = OperatorAction.Kill;
        session.Tell(new WireMessage(WireKind.Run) { Slots = [kill] });

        // Some rounds of questions: what has had no answer is asked about until it has one.
        var until = DateTime.UtcNow + TimeSpan.FromSeconds(2);
        while (DateTime.UtcNow < until || (Venue.OpenCount > 0 && DateTime.UtcNow < until + Patience))
        {
            Go(session, 1);
            Thread.Sleep(5);
        }

        session.Tell(new WireMessage(WireKind.Stop));
        var (code, error) = session.AwaitEnd();
        TakeAll(session);
        Assert.That((code, error), Is.EqualTo((0, string.Empty)));
    }

    private void Begin(SessionProcess session)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < deadline)
        {
            if (session.TryTake(out var message, TimeSpan.FromMilliseconds(100)))
            {
                if (message.Kind == WireKind.Begun)
                {
                    Epochs.Add(message.Number);
                    FromSnapshot += message.Other >= 0 ? 1 : 0;
                    Venue.Tell = session.Tell;
                    return;
                }

                // The session's first commands leave before it says that it has begun; nobody can answer yet.
                Venue.Take(message);
            }
        }

        session.Kill();
        Assert.Fail($"The session did not begin: {session.AwaitEnd().Error}");
    }

    private void AwaitReconciled(SessionProcess session)
    {
        var deadline = DateTime.UtcNow + Patience;
        var before = Reconciled;
        while (Epochs[^1] > 1 && Reconciled == before)
        {
            Assert.That(DateTime.UtcNow, Is.LessThan(deadline), $"Epoch {Epochs[^1]} was never reconciled.");
            Go(session, 1);
            Thread.Sleep(1);
        }
    }

    private void Go(SessionProcess session, int steps)
    {
        for (; steps > 0; steps--)
        {
            Venue.Step();
            TakeAll(session);
            if (_random.Next(8) == 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    private void TakeAll(SessionProcess session)
    {
        while (session.TryTake(out var message, TimeSpan.Zero))
        {
            Reconciled += message.Kind == WireKind.Reconciled ? 1 : 0;
            Venue.Take(message);
        }
    }
}
