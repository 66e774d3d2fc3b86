using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Benchmarks.TickToOrder;

/// <summary>
/// What stands in for the venue: it accepts, amends and cancels whatever it is asked, and now and then fills.
/// </summary>
/// <remarks>
/// Its answers are events like any venue's, published behind the command that they answer. A bid and an ask of an
/// instrument are filled in turn, each after so many amends, so that positions stay about flat; fees are none. One
/// thread.
/// </remarks>
internal sealed class BenchVenue
{
    private const int CommandsMax = 1_024;
    private const int AmendsPerFill = 64;
    private const int InstrumentsMax = 64;

    private readonly Command[] _waiting = new Command[CommandsMax];
    private readonly Tally[] _tallies = new Tally[InstrumentsMax];
    private readonly Event[] _answer = new Event[1];
    private readonly Event[] _fill = new Event[2];
    private long _taken;
    private long _answered;
    private long _fillCount;

    /// <summary>Whether a command waits for its answer.</summary>
    internal bool HasAnswers => _answered < _taken;

    /// <summary>Orders placed and amended so far.</summary>
    internal long OrderCount { get; private set; }

    /// <summary>Fills so far.</summary>
    internal long FillCount => _fillCount;

    /// <summary>Takes a command as it leaves.</summary>
    internal void Take(in Command command)
    {
        if (_taken - _answered == CommandsMax)
        {
            throw new InvalidOperationException($"More than {CommandsMax} commands wait for an answer.");
        }

        _waiting[_taken++ % CommandsMax] = command;
        OrderCount += command.Kind is CommandKind.PlaceOrder or CommandKind.AmendOrder ? 1 : 0;
    }

    /// <summary>Publishes what it has to say of the oldest command.</summary>
    internal void Answer(IEventSink sink)
    {
        ref readonly var command = ref _waiting[_answered++ % CommandsMax];
        var kind = command.Kind switch
        {
            CommandKind.PlaceOrder => EventKind.OrderAccepted,
            CommandKind.AmendOrder => EventKind.OrderAmended,
            CommandKind.CancelOrder => EventKind.OrderCanceled,
            _ => throw new InvalidOperationException($"The venue of the benchmark does not know {command.Kind}."),
        };
        ref var answer = ref _answer[0];
        answer = Event.Create(kind, TimestampNs.Zero, command.Instrument);
        if (kind == EventKind.OrderAmended)
        {
            answer.OrderAmended.Price = command.Price;
            answer.OrderAmended.Quantity = command.Quantity;
        }
        else if (kind == EventKind.OrderAccepted)
        {
            answer.OrderAccepted.VenueOrderKey = Key128.FromNumber(command.OrderId.Value);
        }

        answer.OrderAccepted.OrderId = command.OrderId;
        sink.Publish(_answer);
        if (IsFillDue(in command))
        {
            Fill(in command, sink);
        }
    }

    private bool IsFillDue(in Command command)
    {
        ref var tally = ref _tallies[command.Instrument.Value];
        return command.Kind == CommandKind.AmendOrder && ++tally.Amends >= AmendsPerFill
            && command.Side == tally.NextSide;
    }

    private void Fill(in Command command, IEventSink sink)
    {
        ref var tally = ref _tallies[command.Instrument.Value];
        tally = new Tally { NextSide = command.Side == Side.Bid ? Side.Ask : Side.Bid };
        _fillCount++;
        var flags = EventFlags.Maker | (command.Side == Side.Ask ? EventFlags.Ask : EventFlags.None);
        _fill[0] = Event.Create(EventKind.Fill, TimestampNs.Zero, command.Instrument);
        _fill[0].Flags = flags;
        _fill[0].Fill = new Fill
        {
            OrderId = command.OrderId,
            Price = command.Price,
            Quantity = command.Quantity,
            CumulativeQuantity = command.Quantity,
        };
        _fill[1] = Event.Create(EventKind.FillDetail, TimestampNs.Zero, command.Instrument);
        _fill[1].FillDetail = new FillDetail
        {
            FeeAsset = new AssetId(1),
            Account = command.Account,
            TradeKey = Key128.FromNumber(_fillCount),
        };
        sink.Publish(_fill);
    }

    private struct Tally
    {
        public long Amends;
        public Side NextSide;
    }
}
