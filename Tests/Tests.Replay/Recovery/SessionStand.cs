using Adapters.Common.Gateways;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Reading;
using Journal.Storage;
using Journal.Writing;
using Replay.Recovery;
using Tests.Replay.Processes;

namespace Tests.Replay.Recovery;

/// <summary>
/// A live session in the test's own process, its journal in memory behind a disk that may fail, against the scripted
/// venue.
/// </summary>
internal sealed class SessionStand : IDisposable
{
    private readonly JournalMemory _memory;
    private readonly Queue<WireMessage> _inbox = new();
    private TimestampNs _now = new(1_700_000_000_000_000_000);

    internal SessionStand(Durability durability, int seed = 1)
        : this(new JournalMemory(), new ScriptedVenue(seed), durability)
    {
    }

    internal SessionStand(JournalMemory memory, ScriptedVenue venue, Durability durability)
    {
        _memory = memory;
        Venue = venue;
        Disk = new FailingDisk(memory.Storage);
        Gateway = new VenueGateway(venue);
        var options = ChildRun.Options("memory", durability);
        options = options with { Journal = Plain(options.Journal) };
        var ports = new SessionPorts
        {
            Gateway = Gateway,
            Log = Gateway,
            Emergency = new EmergencyOptions { Pause = TimeSpan.FromMilliseconds(1) },
        };
        var hasJournal = memory.Storage.List().Count > 0;
        var recovered = hasJournal
            ? SessionRecovery.Recover(JournalReader.Open(memory), options.Catalog, follower: null)
            : null;
        _now = recovered?.Core.Clock + TimestampNs.PerSecond ?? _now;
        Session = LiveSession.Begin(
            options, ports, _now, JournalWriter.OpenOrCreate(options.Journal, Disk), recovered);
        Venue.Tell = _inbox.Enqueue;
    }

    internal ScriptedVenue Venue { get; }

    internal FailingDisk Disk { get; }

    internal VenueGateway Gateway { get; }

    internal LiveSession Session { get; }

    internal JournalReader Reader => JournalReader.Open(_memory);

    /// <summary>Market and venue go on; what they say goes through the session.</summary>
    internal void Go(int steps)
    {
        for (; steps > 0; steps--)
        {
            Venue.Step();
            Drain();
        }
    }

    internal void Drain()
    {
        while (_inbox.TryDequeue(out var message))
        {
            Submit(message);
        }
    }

    /// <summary>Goes on until orders are open at the venue.</summary>
    internal void GoUntilOrdersAreOpen()
    {
        for (var steps = 0; Venue.OpenCount == 0; steps++)
        {
            Assert.That(steps, Is.LessThan(5_000), "No order was ever open.");
            Go(1);
        }
    }

    /// <summary>Without threads, so that the order of calls repeats.</summary>
    internal static JournalWriterOptions Plain(JournalWriterOptions options) => options with
    {
        SyncsInBackground = false,
        PreparesSegments = false,
        Epoch = 1,
    };

    /// <summary>The process ends as it stands, and the next one begins on the same journal.</summary>
    /// <param name="lose">What the journal loses meanwhile; null for nothing.</param>
    internal SessionStand Restart(Action<JournalMemory>? lose = null)
    {
        Venue.Tell = null;
        Dispose();
        lose?.Invoke(_memory);
        return new SessionStand(_memory, Venue, Durability.Written);
    }

    /// <summary>Asks the venue for everything, and publishes what it says, until the reconciliation is done.</summary>
    internal void Reconcile()
    {
        var reconciliation = new Reconciliation(Session, new VenueQueries(Venue));
        reconciliation.Begin(Session.Recovered!.FillsSince);
        for (var rounds = 0; !reconciliation.IsDone; rounds++)
        {
            Assert.That(rounds, Is.LessThan(1_000), "It is never reconciled.");
            while (_inbox.TryDequeue(out var message))
            {
                Submit(message);
                reconciliation.OnAnswered(message.Kind == WireKind.Answered ? message.Number : 0);
                foreach (ref readonly var e in message.Slots.AsSpan())
                {
                    reconciliation.OnEvent(in e);
                }
            }

            _now += 100 * TimestampNs.PerMillisecond;
            Session.Publish(EventKind.Tick, _now);
            if (reconciliation.Poll(_now))
            {
                Session.Publish(EventKind.ReconciliationDone, _now);
            }
        }
    }

    public void Dispose() => Session.Dispose();

    private void Submit(WireMessage message)
    {
        if (message.Slots.Length == 0)
        {
            return;
        }

        _now += TimestampNs.PerMillisecond;
        foreach (ref var e in message.Slots.AsSpan())
        {
            e.Time = _now;
        }

        if (ClientOrderId.TryParse(message.Name, SessionChild.Prefix, out var name))
        {
            message.Slots[0].Fill.OrderId = Session.Epochs.NumberOf(name);
        }

        while (Session.Core.NextDeadline <= _now)
        {
            Session.Publish(EventKind.Tick, Session.Core.NextDeadline);
        }

        Session.Submit(message.Slots);
    }
}
