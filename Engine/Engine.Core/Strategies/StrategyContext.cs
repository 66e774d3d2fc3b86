using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Portfolios;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Units;
using Text24 = Engine.Model.Events.Payloads.Text24;

namespace Engine.Core.Strategies;

/// <summary>What a strategy may see and ask for. Handed to it before it starts; the core's thread only.</summary>
public sealed class StrategyContext
{
    private readonly TradingCore _core;
    private readonly List<InstrumentId> _instruments;

    internal StrategyContext(
        TradingCore core, StrategyId id, ParameterValues parameters, List<InstrumentId> instruments)
    {
        _core = core;
        _instruments = instruments;
        Id = id;
        Parameters = parameters;
    }

    /// <summary>The strategy's number in this run.</summary>
    public StrategyId Id { get; }

    /// <summary>Its parameters, as the stream has set them.</summary>
    public ParameterValues Parameters { get; }

    /// <summary>The instruments that it trades, in order of definition.</summary>
    public IReadOnlyList<InstrumentId> Instruments => _instruments;

    /// <summary>Whether it gives signals alone: no order of its own is sent.</summary>
    public bool IsSignalsOnly => _core.IsSignalsOnly(Id);

    /// <summary>
    /// Whether a request in an instrument is judged at all now. While the line to its venue is lost, or the venue has
    /// just contradicted our books, each is refused: who asks at every event would be refused at every event.
    /// </summary>
    public bool CanAsk(InstrumentId instrument) => _core.CanAsk(instrument);

    /// <summary>The core's clock: the highest time so far, or the deadline of the timer that is firing.</summary>
    public TimestampNs Now => _core.Clock;

    /// <summary>The market of an instrument.</summary>
    public MarketState Market(InstrumentId instrument) => _core.Markets[instrument.Value];

    /// <summary>
    /// Whether the last update of an instrument passed every check of the sanitizer, and its prices can be acted on.
    /// </summary>
    public bool IsSane(InstrumentId instrument) => _core.Sanitizer.IsSane(instrument);

    /// <summary>The strategy's own position.</summary>
    public ref readonly Position Position(InstrumentId instrument) => ref _core.Portfolio.OfStrategy(Id, instrument);

    /// <summary>
    /// Whether an instrument is held in a long and a short leg that do not net: then only a reduce-only order closes,
    /// and any other opens the leg of its side, whatever the other leg holds.
    /// </summary>
    public bool IsHedged(InstrumentId instrument) => _core.Gate.IsHedged(instrument);

    /// <summary>How much of the strategy's own position an order of a side can close; zero where it opens.</summary>
    public QtyLots Closable(InstrumentId instrument, Side side)
    {
        var leg = side == Side.Bid ? PositionLeg.Short : PositionLeg.Long;
        var held = _core.Portfolio.LegOfStrategy(Id, instrument, leg).Quantity.Value;
        return new QtyLots(Math.Max(0, side == Side.Bid ? -held : held));
    }

    /// <summary>The equity of the account in the settle asset of an instrument.</summary>
    public Money Equity(InstrumentId instrument) =>
        _core.Portfolio.Equity(_core.Instruments[instrument].SettleAsset, _core.Markets);

    /// <summary>
    /// What the limits on order, position and exposure leave for a new position in an instrument, at its price now.
    /// </summary>
    /// <returns>A notional; zero where nothing is left or the market has no price.</returns>
    public Money Room(InstrumentId instrument) => _core.Room(Id, instrument);

    /// <summary>How many instruments strategies hold at this moment, itself included.</summary>
    public int HeldCount => _core.Holds.Count;

    /// <summary>Which strategy holds an instrument; <see cref="StrategyId.Engine" /> for none.</summary>
    public StrategyId Holder(InstrumentId instrument) => _core.Holds.HolderOf(instrument);

    /// <summary>
    /// Takes an instrument for itself, among the strategies that ask: they see to it that one at a time trades it.
    /// </summary>
    /// <returns>False where another strategy has it.</returns>
    public bool TryHold(InstrumentId instrument) => _core.Holds.TryHold(Id, instrument);

    /// <summary>Gives an instrument back, if it has it.</summary>
    public void Release(InstrumentId instrument) => _core.Holds.Release(Id, instrument);

    /// <summary>
    /// Asks for an order. Risk answers at once; the answer goes out as a command in any case, save of a strategy that
    /// gives signals only: that was said when it started.
    /// </summary>
    /// <returns>The order's number; <see cref="OrderId.None" /> where it was refused.</returns>
    public OrderId Place(in OrderRequest request) => _core.Place(Id, request);

    /// <summary>
    /// Asks for an entry whose fills are protected. As it fills, reduce-only orders for the take-profit and the stop go
    /// out for what is filled; a fill of one shrinks or cancels the other. They are the engine's to keep in step:
    /// the strategy hears of them in <see cref="Strategy.OnOrder" /> and <see cref="Strategy.OnFill" />.
    /// </summary>
    /// <param name="entry">The entry; not reduce-only.</param>
    /// <param name="bracket">Where the position is given up.</param>
    /// <returns>The entry's number, by which the bracket is known; none where it was refused.</returns>
    public OrderId Place(in OrderRequest entry, in Bracket bracket) => _core.PlaceBracket(Id, entry, bracket);

    /// <summary>
    /// Moves a bracket's take-profit and stop, and those of its orders that are out; zero where one stays as it is.
    /// One that the market has reached already closes the position.
    /// </summary>
    /// <returns>False where there is no such bracket of its own, or the two would lie on one side.</returns>
    public bool MoveBracket(OrderId entry, PriceTicks takeProfit, PriceTicks stop) =>
        _core.MoveBracket(Id, entry, takeProfit, stop);

    /// <summary>
    /// Takes what a bracket holds into its own hands: the protective orders are canceled, what is left of the entry
    /// stays as an order like others.
    /// </summary>
    /// <returns>False where there is no such bracket of its own.</returns>
    public bool ReleaseBracket(OrderId entry) => _core.ReleaseBracket(Id, entry);

    /// <summary>Looks a bracket up by its entry; one that is done is forgotten.</summary>
    public bool TryGetBracket(OrderId entry, out BracketStatus status) => _core.TryGetBracket(Id, entry, out status);

    /// <summary>
    /// Asks for two orders of one instrument of which a fill of one takes as much from the other, and cancels it where
    /// nothing is left. What ends without a fill leaves the other as it is. Risk takes both or none, and counts both in
    /// full.
    /// </summary>
    /// <returns>Their numbers; none where one was refused.</returns>
    public (OrderId First, OrderId Second) PlacePair(in OrderRequest first, in OrderRequest second) =>
        _core.PlacePair(Id, first, second);

    /// <summary>Asks to cancel an order.</summary>
    /// <returns>
    /// False where it is not open, not its own, a bracket's protective order, or a cancel is under way.
    /// </returns>
    public bool Cancel(OrderId order) => _core.Cancel(Id, order);

    /// <summary>
    /// Asks for another price and total quantity of an open order; the price is zero where the order has no limit. A
    /// trigger stays as it is.
    /// </summary>
    /// <returns>
    /// False where it is not open, not its own, of a type that is not amended, a request is under way, or risk refuses.
    /// </returns>
    public bool Amend(OrderId order, PriceTicks price, QtyLots quantity) =>
        _core.Amend(Id, order, price, quantity, PriceTicks.Zero);

    /// <summary>
    /// Asks for another trigger, price and total quantity of a conditional order that is not triggered yet; the price
    /// is zero where the order has no limit. Trailing stops cannot be amended.
    /// </summary>
    /// <returns>
    /// False where it is not open, not its own, without a trigger to change, a request is under way, or risk refuses.
    /// </returns>
    public bool Amend(OrderId order, PriceTicks price, QtyLots quantity, PriceTicks trigger) =>
        _core.Amend(Id, order, price, quantity, trigger);

    /// <summary>Looks an order up; one that finished long ago is forgotten.</summary>
    public bool TryGetOrder(OrderId id, out Order order) => _core.TryGetOrder(id, out order);

    /// <summary>
    /// Sets a timer that fires once; a deadline that is not in the future becomes the next nanosecond.
    /// </summary>
    /// <param name="deadline">When.</param>
    /// <param name="tag">What <see cref="Strategy.OnTimer" /> will be told.</param>
    public void SetTimer(TimestampNs deadline, long tag) => _core.SetTimer(Id, deadline, tag);

    /// <summary>
    /// Says what it sees, for readers, the signal statistics, and strategies on the same instrument that hear signals
    /// (<see cref="Strategy.OnSignal" />).
    /// </summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side that it favours.</param>
    /// <param name="price">The price at which it sees it.</param>
    /// <param name="confidence">0 … 1.</param>
    public void Signal(InstrumentId instrument, Side side, PriceTicks price, double confidence)
    {
        ref var command = ref _core.Outbox.Add(CommandKind.Signal);
        command.Instrument = instrument;
        command.Flags = side == Side.Ask ? CommandFlags.Ask : CommandFlags.None;
        command.Price = price;
        command.Count = BitConverter.DoubleToInt64Bits(confidence);
        command.Strategy = Id;
        _core.Tell(Id, instrument, side, price, confidence);
    }

    /// <summary>Says that its state has changed, for readers.</summary>
    /// <param name="instrument">The instrument, or none where it concerns all of them.</param>
    /// <param name="before">The state before, by the strategy's own numbers.</param>
    /// <param name="after">The state after.</param>
    public void StateChanged(InstrumentId instrument, long before, long after)
    {
        ref var command = ref _core.Outbox.Add(CommandKind.StrategyState);
        command.Instrument = instrument;
        command.StateBefore = before;
        command.StateAfter = after;
        command.Strategy = Id;
    }

    /// <summary>
    /// Puts a value behind the signal or the change of state that it has just put out, so that a reader sees why.
    /// </summary>
    /// <param name="instrument">The instrument that it speaks of.</param>
    /// <param name="name">What was measured: at most 24 bytes of UTF-8, <c>"rsi"u8</c>.</param>
    /// <param name="value">What it measured.</param>
    /// <param name="bound">What it was held against; NaN where it was held against nothing.</param>
    public void Evidence(InstrumentId instrument, ReadOnlySpan<byte> name, double value, double bound)
    {
        ref var command = ref _core.Outbox.Add(CommandKind.Evidence);
        command.Instrument = instrument;
        command.Name = Text24.From(name);
        command.Value = value;
        command.Bound = bound;
        command.Strategy = Id;
    }

    /// <summary>Puts a zeroed command of its own out; the caller fills in the rest.</summary>
    internal ref Command AddCommand(CommandKind kind)
    {
        ref var command = ref _core.Outbox.Add(kind);
        command.Strategy = Id;
        return ref command;
    }
}
