using System.Runtime.InteropServices;
using Engine.Model.Accounts;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Engine.Model.Events;

/// <summary>One thing that the core is told: a slot of the input ring, and the same 64 bytes in the journal.</summary>
/// <remarks>
/// The layout is the file format. The 40 bytes at offset 24 mean what <see cref="Kind" /> says: read the view of that
/// kind and no other. A slot is zeroed before it is written, so that equal events are equal bytes. The sequence is not
/// in the slot; it is the slot's position.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct Event
{
    /// <summary>The size of a slot: one cache line.</summary>
    public const int SizeBytes = 64;

    /// <summary>The most slots that one run may have; what is longer goes between snapshot begin and end.</summary>
    public const int RunLengthMax = 1_024;

    /// <summary>When the engine received it; it never goes backwards within a journal.</summary>
    [FieldOffset(0)] public TimestampNs Time;

    /// <summary>When the venue says it happened; zero where it gave no time. Orders nothing.</summary>
    [FieldOffset(8)] public TimestampNs VenueTime;

    /// <summary>What it says.</summary>
    [FieldOffset(16)] public EventKind Kind;

    /// <summary>Side, run and other bits.</summary>
    [FieldOffset(18)] public EventFlags Flags;

    /// <summary>The instrument concerned, or <see cref="InstrumentId.None" />.</summary>
    [FieldOffset(20)] public InstrumentId Instrument;

    /// <summary>View of <see cref="EventKind.BookLevel" />.</summary>
    [FieldOffset(24)] public BookLevel BookLevel;

    /// <summary>
    /// View of <see cref="EventKind.BookSnapshotBegin" /> and <see cref="EventKind.BookSnapshotEnd" />.
    /// </summary>
    [FieldOffset(24)] public BookSnapshot BookSnapshot;

    /// <summary>View of <see cref="EventKind.FeedGap" />.</summary>
    [FieldOffset(24)] public FeedGap FeedGap;

    /// <summary>View of <see cref="EventKind.Trade" />.</summary>
    [FieldOffset(24)] public Trade Trade;

    /// <summary>View of <see cref="EventKind.Quote" />.</summary>
    [FieldOffset(24)] public Quote Quote;

    /// <summary>View of <see cref="EventKind.Bar" />.</summary>
    [FieldOffset(24)] public Bar Bar;

    /// <summary>View of <see cref="EventKind.Mark" />.</summary>
    [FieldOffset(24)] public Mark Mark;

    /// <summary>View of <see cref="EventKind.Funding" />.</summary>
    [FieldOffset(24)] public Funding Funding;

    /// <summary>View of <see cref="EventKind.OpenInterest" />.</summary>
    [FieldOffset(24)] public OpenInterest OpenInterest;

    /// <summary>View of <see cref="EventKind.Liquidation" />.</summary>
    [FieldOffset(24)] public Liquidation Liquidation;

    /// <summary>View of <see cref="EventKind.OrderAccepted" />.</summary>
    [FieldOffset(24)] public OrderAccepted OrderAccepted;

    /// <summary>View of a refusal: <see cref="EventKind.OrderRejected" />, cancel and amend rejects.</summary>
    [FieldOffset(24)] public OrderRejected OrderRejected;

    /// <summary>
    /// View of an end: <see cref="EventKind.OrderCanceled" />, <see cref="EventKind.OrderExpired" />.
    /// </summary>
    [FieldOffset(24)] public OrderDone OrderDone;

    /// <summary>View of <see cref="EventKind.OrderAmended" />.</summary>
    [FieldOffset(24)] public OrderAmended OrderAmended;

    /// <summary>View of <see cref="EventKind.OrderTriggered" />.</summary>
    [FieldOffset(24)] public OrderTriggered OrderTriggered;

    /// <summary>View of <see cref="EventKind.Fill" />.</summary>
    [FieldOffset(24)] public Fill Fill;

    /// <summary>View of <see cref="EventKind.FillDetail" />.</summary>
    [FieldOffset(24)] public FillDetail FillDetail;

    /// <summary>View of <see cref="EventKind.OrderStatus" />.</summary>
    [FieldOffset(24)] public OrderStatus OrderStatus;

    /// <summary>View of <see cref="EventKind.Balance" />.</summary>
    [FieldOffset(24)] public Balance Balance;

    /// <summary>View of <see cref="EventKind.Position" />.</summary>
    [FieldOffset(24)] public Position Position;

    /// <summary>View of <see cref="EventKind.FundingPaid" />.</summary>
    [FieldOffset(24)] public FundingPaid FundingPaid;

    /// <summary>View of <see cref="EventKind.PositionLiquidated" />.</summary>
    [FieldOffset(24)] public PositionLiquidated PositionLiquidated;

    /// <summary>View of <see cref="EventKind.VenueLine" />.</summary>
    [FieldOffset(24)] public VenueLine VenueLine;

    /// <summary>View of <see cref="EventKind.GatewayReport" />.</summary>
    [FieldOffset(24)] public GatewayReport GatewayReport;

    /// <summary>View of <see cref="EventKind.AssetDefined" />.</summary>
    [FieldOffset(24)] public AssetDefined AssetDefined;

    /// <summary>View of <see cref="EventKind.InstrumentDefined" />.</summary>
    [FieldOffset(24)] public InstrumentDefined InstrumentDefined;

    /// <summary>View of <see cref="EventKind.InstrumentTerms" />.</summary>
    [FieldOffset(24)] public InstrumentTerms InstrumentTerms;

    /// <summary>View of <see cref="EventKind.StrategyDefined" />.</summary>
    [FieldOffset(24)] public StrategyDefined StrategyDefined;

    /// <summary>View of <see cref="EventKind.StrategyInstrument" />.</summary>
    [FieldOffset(24)] public StrategyInstrument StrategyInstrument;

    /// <summary>View of <see cref="EventKind.StrategyDocument" />.</summary>
    [FieldOffset(24)] public StrategyDocument StrategyDocument;

    /// <summary>View of <see cref="EventKind.StrategyCode" />.</summary>
    [FieldOffset(24)] public StrategyCode StrategyCode;

    /// <summary>View of <see cref="EventKind.ParameterSet" />.</summary>
    [FieldOffset(24)] public ParameterSet ParameterSet;

    /// <summary>View of <see cref="EventKind.SessionStarted" />.</summary>
    [FieldOffset(24)] public SessionStarted SessionStarted;

    /// <summary>View of <see cref="EventKind.OperatorRequest" />.</summary>
    [FieldOffset(24)] public OperatorRequest OperatorRequest;

    /// <summary>View of <see cref="EventKind.InstrumentSymbol" /> and <see cref="EventKind.ConfigText" />.</summary>
    [FieldOffset(24)] public Text40 Text;

    /// <summary>The class, by the range of the kind.</summary>
    public readonly EventClass Class => (EventClass)((ushort)Kind >> 8);

    /// <summary>The side that <see cref="Flags" /> carries.</summary>
    public readonly Side Side => (Side)((ushort)Flags & (ushort)EventFlags.Ask);

    /// <summary>The leg of the position that <see cref="Flags" /> carries; where positions net, the first.</summary>
    public readonly PositionLeg Leg => (Flags & EventFlags.ShortLeg) != 0 ? PositionLeg.Short : PositionLeg.Long;

    /// <summary>Whether the venue's message ends with this slot.</summary>
    public readonly bool IsLastOfRun => (Flags & EventFlags.LastOfRun) != 0;

    /// <summary>A bar's interval, as <see cref="Flags" /> carries it.</summary>
    public readonly BarInterval Interval => (BarInterval)((ushort)Flags >> 8);

    /// <summary>A zeroed event with its header, the last of its run.</summary>
    public static Event Create(EventKind kind, TimestampNs time, InstrumentId instrument, EventFlags flags = 0) => new()
    {
        Kind = kind,
        Time = time,
        Instrument = instrument,
        Flags = flags | EventFlags.LastOfRun,
    };
}
