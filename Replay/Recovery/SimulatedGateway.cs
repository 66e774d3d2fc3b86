using System.Runtime.InteropServices;
using Adapters.Common.Gateways;
using Adapters.Simulated.Venue;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Recovery;

/// <summary>
/// The way to a simulated venue in the engine's own process, as a live session has one to a real venue.
/// </summary>
/// <remarks>
/// One thread feeds it the stream, sends, and takes its reports; <see cref="CancelAll" /> may come from any. After a
/// restart it is fed the journal by the same calls, which leaves it as it was: nothing that it had to say is lost.
/// </remarks>
public sealed class SimulatedGateway : IVenueGateway, IVenueQueries, IStreamFollower
{
    private const int EnterTriesMax = 1_000;
    private const int NotOurs = -1;

    private readonly SimulatedVenue _venue;
    private readonly Action<ReadOnlyMemory<Event>> _publish;
    private readonly Action<long> _answered;
    private readonly InstrumentRegistry _registry = new();
    private readonly SortedSet<int> _assets = [];
    private AccountId _account;
    private int _reportSlotsLeft;
    private int _isInside;

    /// <summary>Makes the way to a venue.</summary>
    /// <param name="venue">The venue; nobody else calls it.</param>
    /// <param name="publish">Takes a run that answers a question; called within the question.</param>
    /// <param name="answered">Told the question's number behind its last run.</param>
    public SimulatedGateway(SimulatedVenue venue, Action<ReadOnlyMemory<Event>> publish, Action<long> answered)
    {
        ArgumentNullException.ThrowIfNull(venue);
        ArgumentNullException.ThrowIfNull(publish);
        ArgumentNullException.ThrowIfNull(answered);
        (_venue, _publish, _answered) = (venue, publish, answered);
    }

    /// <inheritdoc />
    public string Venue => "simulated";

    /// <summary>The time of the next report; the maximum where there is none.</summary>
    public TimestampNs NextReportTime => _venue.NextReportTime;

    /// <summary>How many orders are open at the venue.</summary>
    public int OpenOrderCount => _venue.OpenOrderCount;

    /// <inheritdoc />
    public void OnReplayed(in Event e, long sequence)
    {
        if (_reportSlotsLeft > 0)
        {
            _reportSlotsLeft--;
        }
        else if (e.Class == EventClass.Private && !IsOfAccount(in e))
        {
            // In the session that was it has been taken off the queue before it came into the stream.
            var report = TakeReport();
            if (report.IsEmpty || !Bytes(report[0]).SequenceEqual(Bytes(e)))
            {
                throw new InvalidDataException(
                    $"Event {sequence} is a {e.Kind} of order {e.OrderDone.OrderId.Value}, and the simulated venue "
                    + "that was fed the same stream has not reported it: its settings or its code differ.");
            }

            _reportSlotsLeft = report.Length - 1;
        }

        OnEvent(in e, sequence);
    }

    /// <inheritdoc />
    public void OnReplayed(in Command command, int ordinal) => Send(in command, ordinal, default);

    /// <inheritdoc />
    public void OnEvent(in Event e, long sequence)
    {
        if (InstrumentRegistry.IsDefinition(e.Kind))
        {
            _registry.Apply(in e);
        }
        else if (e.Kind == EventKind.Balance)
        {
            _account = e.Balance.Account;
            _assets.Add(e.Balance.Asset.Value);
        }

        Enter();
        _venue.OnEvent(in e, sequence);
        Leave();
    }

    /// <inheritdoc />
    public void Send(in Command command, int ordinal, ClientOrderId name)
    {
        Enter();
        _venue.OnCommand(in command, ordinal);
        Leave();
    }

    /// <summary>Takes the next report.</summary>
    /// <returns>One run; valid until the next call; empty where there is none.</returns>
    public ReadOnlySpan<Event> TakeReport()
    {
        Enter();
        var report = _venue.TakeReport();
        Leave();
        return report;
    }

    /// <inheritdoc />
    public CancelAllAnswer CancelAll()
    {
        // Who sends may hang within; then nobody can look into the venue, and this is asked again.
        for (var tries = 0; Interlocked.CompareExchange(ref _isInside, 1, 0) != 0; tries++)
        {
            if (tries == EnterTriesMax)
            {
                return CancelAllAnswer.Failed;
            }

            Thread.Sleep(1);
        }

        _venue.CancelAll();
        Leave();
        return CancelAllAnswer.NothingOpen;
    }

    /// <inheritdoc />
    /// <remarks>Each order is asked for by itself; strangers cannot be: the venue knows what the journal has.</remarks>
    public void AskOpenOrders(long question) => _answered(question);

    /// <inheritdoc />
    /// <remarks>None was missed: what it had to report when the process died, it has still to report.</remarks>
    public void AskFills(TimestampNs since, long question) => _answered(question);

    /// <inheritdoc />
    public void AskOrder(InstrumentId instrument, ClientOrderId name) => Send(
        new Command { Kind = CommandKind.QueryOrder, Instrument = instrument, OrderId = name.Order }, NotOurs, name);

    /// <inheritdoc />
    public void AskAccount(long question)
    {
        foreach (var asset in _assets)
        {
            var total = _venue.BalanceOf(new AssetId(asset));
            var e = Event.Create(EventKind.Balance, TimestampNs.Zero, InstrumentId.None);
            e.Balance = new Balance
            {
                Total = total,
                Available = total,
                Asset = new AssetId(asset),
                Account = _account,
            };
            _publish(new[] { e });
        }

        foreach (var instrument in _registry.All)
        {
            PublishPosition(instrument, PositionLeg.Long);
            if (_venue.IsHedged && instrument.ContractType == ContractType.LinearPerpetual)
            {
                PublishPosition(instrument, PositionLeg.Short);
            }
        }

        _answered(question);
    }

    private void PublishPosition(Instrument instrument, PositionLeg leg)
    {
        var flags = EventFlags.LastOfRun | (leg == PositionLeg.Short ? EventFlags.ShortLeg : EventFlags.None);
        var e = Event.Create(EventKind.Position, TimestampNs.Zero, instrument.Id, flags);
        e.Position = new Position
        {
            Quantity = _venue.PositionOf(instrument.Id, leg),
            EntryPrice = _venue.EntryPriceOf(instrument.Id, leg),
            Account = _account,
        };
        _publish(new[] { e });
    }

    /// <summary>
    /// Whether it came from an answer about the account, which passes no queue and gives no time of the venue.
    /// </summary>
    private static bool IsOfAccount(in Event e) => e.Kind == EventKind.Balance
        || (e.Kind == EventKind.Position && e.VenueTime == TimestampNs.Zero);

    private static ReadOnlySpan<byte> Bytes(in Event e) => MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in e));

    private void Enter()
    {
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref _isInside, 1, 0) != 0)
        {
            spin.SpinOnce();
        }
    }

    private void Leave() => Volatile.Write(ref _isInside, 0);
}
