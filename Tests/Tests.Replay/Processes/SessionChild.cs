using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Adapters.Common.Gateways;
using Engine.Model.Events;
using Engine.Model.Units;
using Replay.Recovery;

namespace Tests.Replay.Processes;

/// <summary>
/// A paper-like session in a process of its own: journal and core are those of a live session, the venue is the test
/// behind a pipe. It may be killed at any moment and started again on the same journal.
/// </summary>
internal sealed class SessionChild
{
    internal const string Prefix = "tst";
    internal const int StoppedExitCode = 5;

    private const int BacklogMax = 16;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(5);
    private static readonly long AnchorNs =
        (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * (TimestampNs.PerMillisecond / TimeSpan.TicksPerMillisecond);

    private readonly BlockingCollection<WireMessage> _inbox = [];
    private readonly PipeGateway _venue;
    private readonly LiveSession _session;
    private readonly Reconciliation? _reconciliation;

    private SessionChild(string directory, Durability durability, PipeGateway venue)
    {
        _venue = venue;
        var ports = new SessionPorts
        {
            Gateway = venue,
            Log = new EmergencyLogFile(directory + ".emergency", TimeProvider.System),
        };
        _session = LiveSession.Open(ChildRun.Options(directory, durability), ports, Now(TimestampNs.MinValue));
        _venue.Tell(new WireMessage(WireKind.Begun)
        {
            Number = _session.Epoch,
            Other = _session.Recovered?.FromSnapshot ?? -1,
        });
        if (_session.Recovered is { } recovered && _session.Epoch > 1)
        {
            _reconciliation = new Reconciliation(_session, venue);
            _reconciliation.Begin(recovered.FillsSince);
        }
    }

    internal static int Run(string[] arguments)
    {
        using var output = Console.OpenStandardOutput();
        try
        {
            var child = new SessionChild(
                arguments[0], Enum.Parse<Durability>(arguments[1]), new PipeGateway(output, Prefix));
            child.Live();
            return 0;
        }
        catch (SessionStopException stop)
        {
            Console.Error.WriteLine(stop.Message);
            return StoppedExitCode;
        }
    }

    private void Live()
    {
        var reader = new Thread(Read) { IsBackground = true };
        reader.Start();
        while (true)
        {
            if (_inbox.TryTake(out var message, Idle) && !Take(message))
            {
                break;
            }

            var now = Now(_session.Core.Clock);
            while (_session.Core.NextDeadline <= now)
            {
                _session.Publish(EventKind.Tick, _session.Core.NextDeadline);
            }

            if (_reconciliation is not null && _reconciliation.Poll(now))
            {
                _session.Publish(EventKind.ReconciliationDone, now);
                _venue.Tell(new WireMessage(WireKind.Reconciled));
            }
        }

        _session.End(Now(_session.Core.Clock));
        _session.Dispose();
    }

    private bool Take(WireMessage message)
    {
        switch (message.Kind)
        {
            case WireKind.Run when message.Slots[0].Class == EventClass.Public && _inbox.Count > BacklogMax:
                // As an adapter does where the ring is nearly full: a session that syncs each run is slower than the
                // market.
                return true;
            case WireKind.Run or WireKind.Report:
                Submit(message);
                return true;
            case WireKind.Answered:
                _reconciliation?.OnAnswered(message.Number);
                return true;
            default:
                return false;
        }
    }

    private void Submit(WireMessage message)
    {
        var now = Now(_session.Core.Clock);
        foreach (ref var e in message.Slots.AsSpan())
        {
            e.Time = now;
        }

        if (message.Name.Length > 0)
        {
            if (!ClientOrderId.TryParse(message.Name, Prefix, out var name))
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{message.Name}'"));
            }

            // The first word of every report.
            message.Slots[0].Fill.OrderId = _session.Epochs.NumberOf(name);
        }

        _session.Submit(message.Slots);
        foreach (ref readonly var e in message.Slots.AsSpan())
        {
            _reconciliation?.OnEvent(in e);
        }
    }

    private void Read()
    {
        using var input = Console.OpenStandardInput();
        while (WireMessage.Read(input) is { } message)
        {
            _inbox.Add(message);
        }

        // The test has ended.
        _inbox.Add(new WireMessage(WireKind.Stop));
    }

    private static TimestampNs Now(TimestampNs least)
    {
        var now = new TimestampNs(AnchorNs + (long)(Stopwatch.GetElapsedTime(Started).TotalMilliseconds * 1e6));
        return now > least ? now : least;
    }

    private static readonly long Started = Stopwatch.GetTimestamp();
}
