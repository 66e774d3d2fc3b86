using System.Runtime.InteropServices;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Model.Commands;

/// <summary>One decision of the core: a slot of the output ring, and of the journal's second stream.</summary>
/// <remarks>
/// The layout is the file format. A command is known by its <see cref="Cause" /> and its place among the commands of
/// that cause. Fields that a kind does not use are zero. Some eight-byte fields have a second name for the kinds that
/// are not orders: a refusal keeps price and quantity of what was asked and says the measured value and the limit.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct Command
{
    /// <summary>The size of a slot: one cache line.</summary>
    public const int SizeBytes = 64;

    /// <summary>The sequence of the event that caused it; it leaves only when that event is journaled.</summary>
    [FieldOffset(0)] public long Cause;

    /// <summary>What it says.</summary>
    [FieldOffset(8)] public CommandKind Kind;

    /// <summary>Side and order bits.</summary>
    [FieldOffset(10)] public CommandFlags Flags;

    /// <summary>The instrument concerned, or <see cref="InstrumentId.None" />.</summary>
    [FieldOffset(12)] public InstrumentId Instrument;

    /// <summary>The order concerned, or none.</summary>
    [FieldOffset(16)] public OrderId OrderId;

    /// <summary>Signal state: the signal's number, of its collector's own.</summary>
    [FieldOffset(16)] public long SignalNumber;

    /// <summary>Evidence: what was measured, up to 24 bytes of text.</summary>
    [FieldOffset(16)] public Text24 Name;

    /// <summary>Guard state: the state before, by the guard's own numbers.</summary>
    [FieldOffset(16)] public long GuardBefore;

    /// <summary>
    /// Reconciled, and an alert of <see cref="ReasonCode.ReconciliationDifference" /> or
    /// <see cref="ReasonCode.EntryPriceUnknown" />: the asset whose balance it is; none where it is a position.
    /// </summary>
    [FieldOffset(16)] public AssetId Asset;

    /// <summary>
    /// Limit price; for a signal the price at which it was seen. Order grouped, of an entry: the take-profit.
    /// </summary>
    [FieldOffset(24)] public PriceTicks Price;

    /// <summary>Witness, digest: the 64 bits.</summary>
    [FieldOffset(24)] public ulong Hash;

    /// <summary>Guard state: the state after.</summary>
    [FieldOffset(24)] public long GuardAfter;

    /// <summary>Total quantity, positive. Protection state: what is held, positive or zero.</summary>
    [FieldOffset(32)] public QtyLots Quantity;

    /// <summary>
    /// Witness, digest: how many events it covers. Signal: the bits of the confidence (a double, 0 … 1).
    /// </summary>
    [FieldOffset(32)] public long Count;

    /// <summary>Data state: 1 where the check fails from now on, 0 where it passes again.</summary>
    [FieldOffset(32)] public long IsFailing;

    /// <summary>
    /// Trigger price of a conditional order, of a trailing stop the price at which it becomes active (zero: at once);
    /// zero for the others. Amend: the new trigger, zero where that stays. Order grouped, of an entry: the stop.
    /// </summary>
    [FieldOffset(40)] public PriceTicks Trigger;

    /// <summary>
    /// Refusal, guard state: the measured value, in the limit's unit. Alert: what was found, in the unit of its reason
    /// (lots of a fill, of an order, of a position; money; counts). Reconciled: what the venue says, lots or 10⁻⁸ of
    /// the asset; order corrected: what the venue counts; with <see cref="CommandFlags.EntryPrice" /> a price in 10⁻⁸.
    /// </summary>
    [FieldOffset(40)] public long Measured;

    /// <summary>State change: the state before.</summary>
    [FieldOffset(40)] public long StateBefore;

    /// <summary>Evidence: what it measured.</summary>
    [FieldOffset(40)] public double Value;

    /// <summary>
    /// Expiry time of a good-till-date order, ns; of a trailing stop its distance in basis points of the best price;
    /// zero for the others.
    /// </summary>
    [FieldOffset(48)] public long ExpiryOrOffset;

    /// <summary>
    /// Refusal, guard state: the limit. Reconciled: what our books said. Order corrected: the fills that had come.
    /// </summary>
    [FieldOffset(48)] public long Limit;

    /// <summary>Order grouped: the first order of the group, by which it is known; of a bracket the entry.</summary>
    [FieldOffset(48)] public OrderId Group;

    /// <summary>State change: the state after.</summary>
    [FieldOffset(48)] public long StateAfter;

    /// <summary>Evidence: what the value was held against.</summary>
    [FieldOffset(48)] public double Bound;

    /// <summary>The type of the order.</summary>
    [FieldOffset(56)] public OrderType Type;

    /// <summary>Guard state: which guard.</summary>
    [FieldOffset(56)] public GuardKind Guard;

    /// <summary>Order grouped: what the order does in its group.</summary>
    [FieldOffset(56)] public GroupRole Role;

    /// <summary>How long the order stands.</summary>
    [FieldOffset(57)] public TimeInForce TimeInForce;

    /// <summary>The account.</summary>
    [FieldOffset(58)] public AccountId Account;

    /// <summary>Guard state of a circuit breaker: the venue.</summary>
    [FieldOffset(58)] public VenueId Venue;

    /// <summary>Signal state: who gave the signal; <see cref="Strategy" /> collects it.</summary>
    [FieldOffset(58)] public StrategyId Source;

    /// <summary>The strategy that asked; zero for the engine itself.</summary>
    [FieldOffset(60)] public StrategyId Strategy;

    /// <summary>Why.</summary>
    [FieldOffset(62)] public ReasonCode Reason;

    /// <summary>Whether it goes to a gateway; the others are for readers.</summary>
    public readonly bool IsForGateway => Kind is > CommandKind.None and < CommandKind.OrderRefused;

    /// <summary>The side that <see cref="Flags" /> carries.</summary>
    public readonly Side Side => (Side)((ushort)Flags & (ushort)CommandFlags.Ask);
}
