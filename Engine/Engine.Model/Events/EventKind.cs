namespace Engine.Model.Events;

/// <summary>What an event says; the high byte is its <see cref="EventClass" />. Numbers are the file format.</summary>
public enum EventKind : ushort
{
    /// <summary>Never published; a zeroed slot.</summary>
    None = 0,

    /// <summary>One level of a book now shows a new quantity; runs of these are one venue message.</summary>
    BookLevel = 0x0101,

    /// <summary>
    /// The book is being replaced, or changed where <see cref="EventFlags.Delta" /> says so: it is Syncing until
    /// <see cref="BookSnapshotEnd" />.
    /// </summary>
    BookSnapshotBegin = 0x0102,

    /// <summary>The book is whole again.</summary>
    BookSnapshotEnd = 0x0103,

    /// <summary>Messages of an instrument's feed were lost: its book is Broken until it resynchronises.</summary>
    FeedGap = 0x0104,

    /// <summary>A public trade.</summary>
    Trade = 0x0105,

    /// <summary>Best bid and offer.</summary>
    Quote = 0x0106,

    /// <summary>A closed bar; its time is its close.</summary>
    Bar = 0x0107,

    /// <summary>Mark, index and settle price with the funding rate to come.</summary>
    Mark = 0x0108,

    /// <summary>A funding rate was applied.</summary>
    Funding = 0x0109,

    /// <summary>Open interest.</summary>
    OpenInterest = 0x010A,

    /// <summary>A forced liquidation of somebody's position.</summary>
    Liquidation = 0x010B,

    /// <summary>The venue has accepted an order.</summary>
    OrderAccepted = 0x0201,

    /// <summary>The venue has refused an order.</summary>
    OrderRejected = 0x0202,

    /// <summary>An order was canceled.</summary>
    OrderCanceled = 0x0203,

    /// <summary>
    /// An order ended by itself: immediate-or-cancel remainder, post-only that would cross, end of day.
    /// </summary>
    OrderExpired = 0x0204,

    /// <summary>The venue has refused to cancel an order.</summary>
    CancelRejected = 0x0205,

    /// <summary>An order was amended.</summary>
    OrderAmended = 0x0206,

    /// <summary>The venue has refused to amend an order.</summary>
    AmendRejected = 0x0207,

    /// <summary>First slot of a fill of one of our orders; <see cref="FillDetail" /> follows.</summary>
    Fill = 0x0208,

    /// <summary>Second slot of a fill.</summary>
    FillDetail = 0x0209,

    /// <summary>The answer to a query: what the venue knows of an order.</summary>
    OrderStatus = 0x020A,

    /// <summary>A balance of the account.</summary>
    Balance = 0x020B,

    /// <summary>A position of the account.</summary>
    Position = 0x020C,

    /// <summary>Funding was paid or received on a position.</summary>
    FundingPaid = 0x020D,

    /// <summary>What a gateway did with a command.</summary>
    GatewayReport = 0x020E,

    /// <summary>
    /// The venue closes a position of ours by force: a fill of no order (<see cref="Units.OrderId.None" />) follows.
    /// </summary>
    PositionLiquidated = 0x020F,

    /// <summary>A conditional order was triggered: from here on it is a market or a limit order.</summary>
    OrderTriggered = 0x0214,

    /// <summary>
    /// A gateway has lost the line that a venue's reports come by, or has it back: what was reported meanwhile may be
    /// missing.
    /// </summary>
    VenueLine = 0x0215,

    /// <summary>The clock has reached a deadline.</summary>
    Tick = 0x0301,

    /// <summary>An asset gets its number.</summary>
    AssetDefined = 0x0302,

    /// <summary>First slot of an instrument's definition.</summary>
    InstrumentDefined = 0x0303,

    /// <summary>Second slot of an instrument's definition: assets and limits.</summary>
    InstrumentTerms = 0x0304,

    /// <summary>Third slot of an instrument's definition: its symbol.</summary>
    InstrumentSymbol = 0x0305,

    /// <summary>A strategy gets its number and its type's name.</summary>
    StrategyDefined = 0x0306,

    /// <summary>A strategy trades an instrument.</summary>
    StrategyInstrument = 0x0307,

    /// <summary>A typed parameter of a strategy or of the engine.</summary>
    ParameterSet = 0x0308,

    /// <summary>A piece of the configuration document's text, for readers.</summary>
    ConfigText = 0x0309,

    /// <summary>A session (one process, one epoch) begins.</summary>
    SessionStarted = 0x030A,

    /// <summary>A session ends in good order.</summary>
    SessionEnded = 0x030B,

    /// <summary>The operator's word.</summary>
    OperatorRequest = 0x030C,

    /// <summary>The host has told all it knows of orders, balances and positions.</summary>
    ReconciliationDone = 0x030D,

    /// <summary>A piece of the document that a strategy is made of; a run of these is all of it.</summary>
    StrategyDocument = 0x030E,

    /// <summary>The code of a strategy of the user's own, by its hash.</summary>
    StrategyCode = 0x030F,
}
