using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Formulas;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Replay.Processes;

/// <summary>
/// A venue that trades on by its seed whether anybody hears it or not: fills, cancels and expires orders, leaves some
/// requests without an answer, loses others. It knows orders by their names alone.
/// </summary>
/// <param name="seed">Of all its draws.</param>
internal sealed class ScriptedVenue(int seed)
{
    private const long StartPrice = 20_000;
    private static readonly AccountId Account = new(1);

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, ScriptedOrder> _orders = new(StringComparer.Ordinal);
    private readonly List<WireMessage> _fills = [];
    private readonly long[] _prices = [StartPrice, StartPrice];
    private readonly Holding[] _held = new Holding[ChildRun.InstrumentCount];
    private long _cash = ChildRun.Capital * Money.Scale;
    private long _clock = TimestampNs.PerSecond;
    private long _lastKey;

    /// <summary>Where reports go; null while nobody is there to hear them.</summary>
    internal Action<WireMessage>? Tell { get; set; }

    /// <summary>Names under which a second order came: none ever should.</summary>
    internal List<string> Doubled { get; } = [];

    /// <summary>Whether answers come at once and nothing is lost any more.</summary>
    internal bool IsCalm { get; set; }

    internal IReadOnlyDictionary<string, ScriptedOrder> Orders => _orders;

    internal int OpenCount => _orders.Values.Count(order => order.IsOpen);

    /// <summary>How many fills nobody was there to hear.</summary>
    internal int FillsWhileDown { get; private set; }

    internal int FillCount => _fills.Count;

    internal long PositionOf(int instrument) => _held[instrument].Quantity.Value;

    /// <summary>What was paid in, less what fills have cost.</summary>
    internal long Cash => _cash;

    /// <summary>The market moves, and something happens to some orders.</summary>
    internal void Step()
    {
        _clock += TimestampNs.PerMillisecond;
        var instrument = _random.Next(ChildRun.InstrumentCount);
        _prices[instrument] = Math.Max(1_000, _prices[instrument] + _random.Next(-4, 5));
        TellMarket(instrument);
        foreach (var order in _orders.Values.Where(order => order.IsOpen).ToArray())
        {
            if (order.Placed.Instrument.Value == instrument)
            {
                Happen(order);
            }
        }
    }

    /// <summary>Takes what a session has sent.</summary>
    internal void Take(WireMessage message)
    {
        switch (message.Kind)
        {
            case WireKind.Command when IsCalm || IsQuery(message) || _random.Next(30) != 0:
                Take(message.Name, message.Command, hears: IsCalm || _random.Next(15) != 0);
                break;
            case WireKind.AskOpenOrders:
                foreach (var order in _orders.Values.Where(order => order.IsOpen).ToArray())
                {
                    TellStatus(order.Name, order.Placed.Instrument);
                }

                Tell?.Invoke(new WireMessage(WireKind.Answered) { Number = message.Number });
                break;
            case WireKind.AskFills:
                foreach (var fill in _fills.Where(fill => fill.Slots[0].VenueTime.Value >= message.Other))
                {
                    Tell?.Invoke(fill with { Slots = [.. fill.Slots] });
                }

                Tell?.Invoke(new WireMessage(WireKind.Answered) { Number = message.Number });
                break;
            case WireKind.AskOrder:
                TellStatus(message.Name, new InstrumentId((int)message.Other));
                break;
            case WireKind.AskAccount:
                TellAccount(message.Number);
                break;
            case WireKind.CancelAll:
                CancelAll();
                break;
            default:
                break;
        }
    }

    internal void CancelAll()
    {
        foreach (var order in _orders.Values.Where(order => order.IsOpen).ToArray())
        {
            End(order, OrderState.Canceled, EventKind.OrderCanceled);
        }
    }

    private static bool IsQuery(WireMessage message) => message.Command.Kind == CommandKind.QueryOrder;

    private void Take(string name, Command command, bool hears)
    {
        var tell = Tell;
        Tell = hears ? tell : null;
        var order = _orders.GetValueOrDefault(name);
        switch (command.Kind)
        {
            case CommandKind.PlaceOrder when order is not null:
                Doubled.Add(name);
                break;
            case CommandKind.PlaceOrder:
                Place(name, command);
                break;
            case CommandKind.QueryOrder:
                Tell = tell;
                TellStatus(name, command.Instrument);
                break;
            case CommandKind.CancelOrder when order is { IsOpen: true }:
                End(order, OrderState.Canceled, EventKind.OrderCanceled);
                break;
            case CommandKind.AmendOrder when order is { IsOpen: true } && command.Quantity.Value > order.Filled:
                (order.Price, order.Lots) = (command.Price, command.Quantity.Value);
                var amended = Make(EventKind.OrderAmended, order.Placed);
                amended.OrderAmended.Price = order.Price;
                amended.OrderAmended.Quantity = new QtyLots(order.Lots);
                amended.OrderAmended.Trigger = command.Trigger;
                Report(name, amended);
                break;
            default:
                var kind = command.Kind == CommandKind.CancelOrder ? EventKind.CancelRejected : EventKind.AmendRejected;
                var refused = Make(kind, command);
                refused.OrderRejected.Reason = ReasonCode.VenueUnknownOrder;
                Report(name, refused);
                break;
        }

        Tell = tell;
    }

    private void Place(string name, in Command command)
    {
        var order = new ScriptedOrder
        {
            Name = name,
            Placed = command,
            VenueKey = ++_lastKey,
            Price = command.Price,
            Lots = command.Quantity.Value,
        };
        _orders.Add(name, order);
        if (_random.Next(40) == 0 && !IsCalm)
        {
            order.State = OrderState.Rejected;
            var rejected = Make(EventKind.OrderRejected, command);
            rejected.OrderRejected.Reason = ReasonCode.VenueRejected;
            Report(name, rejected);
            return;
        }

        var accepted = Make(EventKind.OrderAccepted, command);
        accepted.OrderAccepted.VenueOrderKey = Key128.FromNumber(order.VenueKey);
        Report(name, accepted);
        if (command.Type == OrderType.Market)
        {
            Fill(order, order.Lots, _prices[command.Instrument.Value]);
            if (order.IsOpen)
            {
                End(order, OrderState.Expired, EventKind.OrderExpired);
            }
        }
    }

    private void Happen(ScriptedOrder order)
    {
        var price = _prices[order.Placed.Instrument.Value];
        var isBid = order.Placed.Side == Side.Bid;
        if (_random.Next(200) == 0)
        {
            var isExpiry = _random.Next(2) == 0;
            End(
                order, isExpiry ? OrderState.Expired : OrderState.Canceled,
                isExpiry ? EventKind.OrderExpired : EventKind.OrderCanceled);
        }
        else if (order.Placed.Type == OrderType.Limit
            && (isBid ? price <= order.Price.Value : price >= order.Price.Value))
        {
            Fill(order, _random.Next(2) == 0 ? order.Lots : 1 + (order.Lots / 2), order.Price.Value);
        }
        else if (order.Placed.Type != OrderType.Limit && _random.Next(20) == 0)
        {
            Fill(order, order.Lots, price);
        }
    }

    private void Fill(ScriptedOrder order, long most, long price)
    {
        var instrument = order.Placed.Instrument.Value;
        var sign = order.Placed.Side == Side.Bid ? 1 : -1;
        var lots = Math.Min(most, order.Lots - order.Filled);
        if (order.IsReduceOnly)
        {
            lots = Math.Min(lots, Math.Max(0, -sign * _held[instrument].Quantity.Value));
        }

        if (lots <= 0)
        {
            End(order, OrderState.Expired, EventKind.OrderExpired);
            return;
        }

        order.Filled += lots;
        order.State = order.Filled == order.Lots ? OrderState.Filled : OrderState.PartiallyFilled;
        var open = Math.Abs(_held[instrument].Quantity.Value);
        _held[instrument].Apply(
            order.Placed.Side, new QtyLots(lots), new Money(lots * price), new Money(Math.Min(lots, open) * price));
        _cash -= sign * lots * price * (Money.Scale / 10_000);
        var fill = Make(EventKind.Fill, order.Placed);
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill.Price = new PriceTicks(price);
        fill.Fill.Quantity = new QtyLots(lots);
        fill.Fill.CumulativeQuantity = new QtyLots(order.Filled);
        var detail = Make(EventKind.FillDetail, order.Placed);
        detail.FillDetail = new FillDetail
        {
            FeeAsset = ChildRun.Quote,
            Account = Account,
            TradeKey = Key128.FromNumber(++_lastKey),
        };
        _fills.Add(new WireMessage(WireKind.Report) { Name = order.Name, Slots = [fill, detail] });
        FillsWhileDown += Tell is null ? 1 : 0;
        Tell?.Invoke(_fills[^1] with { Slots = [fill, detail] });
    }

    private void End(ScriptedOrder order, OrderState state, EventKind kind)
    {
        order.State = state;
        var done = Make(kind, order.Placed);
        done.OrderDone.CumulativeQuantity = new QtyLots(order.Filled);
        Report(order.Name, done);
    }

    /// <summary>An order's fills and then its status, as an adapter asks for both: fills end an order.</summary>
    private void TellStatus(string name, InstrumentId instrument)
    {
        foreach (var fill in _fills.Where(fill => fill.Name == name))
        {
            Tell?.Invoke(fill with { Slots = [.. fill.Slots] });
        }

        var status = Event.Create(EventKind.OrderStatus, default, instrument);
        status.OrderStatus.State = OrderState.Unknown;
        if (_orders.TryGetValue(name, out var order))
        {
            status = Make(EventKind.OrderStatus, order.Placed);
            status.OrderStatus.Price = order.Price;
            status.OrderStatus.Quantity = new QtyLots(order.Lots);
            status.OrderStatus.CumulativeQuantity = new QtyLots(order.Filled);
            status.OrderStatus.State = order.State;
        }

        Report(name, status);
    }

    private void TellAccount(long question)
    {
        for (var instrument = 0; instrument < _held.Length; instrument++)
        {
            var position = Event.Create(EventKind.Position, default, new InstrumentId(instrument));
            position.Position = new Position
            {
                Quantity = _held[instrument].Quantity,
                EntryPrice = EntryOf(_held[instrument]),
                Account = Account,
            };
            Tell?.Invoke(new WireMessage(WireKind.Report) { Slots = [position] });
        }

        Tell?.Invoke(new WireMessage(WireKind.Answered) { Number = question });
    }

    private static FinePrice EntryOf(in Holding held) => held.Quantity == QtyLots.Zero
        ? FinePrice.Zero
        : new FinePrice((long)Rounding.DivideHalfEven(
            (Int128)Math.Abs(held.Cost.Value) * (FinePrice.Scale / 10), Math.Abs(held.Quantity.Value)));

    private void TellMarket(int instrument)
    {
        var quote = Event.Create(EventKind.Quote, default, new InstrumentId(instrument));
        quote.Quote = new Quote
        {
            BidPrice = new PriceTicks(_prices[instrument] - 2),
            BidQuantity = new QtyLots(1_000),
            AskPrice = new PriceTicks(_prices[instrument] + 2),
            AskQuantity = new QtyLots(1_000),
        };
        Tell?.Invoke(new WireMessage(WireKind.Run) { Slots = [quote] });
        var trade = Event.Create(EventKind.Trade, default, new InstrumentId(instrument));
        trade.Trade = new Trade
        {
            Price = new PriceTicks(_prices[instrument]),
            Quantity = new QtyLots(1 + _random.Next(10)),
            Key = Key128.FromNumber(++_lastKey),
        };
        Tell?.Invoke(new WireMessage(WireKind.Run) { Slots = [trade] });
    }

    private Event Make(EventKind kind, in Command command)
    {
        var e = Event.Create(
            kind, default, command.Instrument, command.Side == Side.Ask ? EventFlags.Ask : EventFlags.None);
        e.VenueTime = new TimestampNs(_clock);
        return e;
    }

    private void Report(string name, in Event e) =>
        Tell?.Invoke(new WireMessage(WireKind.Report) { Name = name, Slots = [e] });
}
