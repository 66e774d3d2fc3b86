namespace Engine.Model.Commands;

/// <summary>
/// Why something was refused, ended or changed. 1–99 are decided by the core, 100 and up by the venue. Numbers are
/// the file format.
/// </summary>
public enum ReasonCode : ushort
{
    /// <summary>No reason given.</summary>
    None = 0,

    /// <summary>Trading is halted.</summary>
    Halted = 1,

    /// <summary>Only orders that reduce are allowed now.</summary>
    ReducingOnly = 2,

    /// <summary>The book is not live.</summary>
    StaleBook = 3,

    /// <summary>No such instrument, or the strategy does not trade it.</summary>
    InstrumentUnknown = 4,

    /// <summary>The quantity is zero or negative.</summary>
    QuantityNotPositive = 5,

    /// <summary>The price is zero or negative.</summary>
    PriceNotPositive = 6,

    /// <summary>The notional of the order is above its limit.</summary>
    OrderTooLarge = 7,

    /// <summary>The position could grow above its limit.</summary>
    PositionLimit = 8,

    /// <summary>The exposure of all instruments could grow above its limit.</summary>
    ExposureLimit = 9,

    /// <summary>The price is too far from the market.</summary>
    PriceCollar = 10,

    /// <summary>There is no market price to check against.</summary>
    NoReferencePrice = 11,

    /// <summary>A reduce-only order would grow the position.</summary>
    ReduceOnlyWouldGrow = 12,

    /// <summary>Too many open orders.</summary>
    TooManyOpenOrders = 13,

    /// <summary>No such open order.</summary>
    OrderUnknown = 14,

    /// <summary>A request on this order is under way.</summary>
    RequestInFlight = 15,

    /// <summary>The truth of an order of this instrument is not known.</summary>
    UnknownOrderOutstanding = 16,

    /// <summary>The numbers are too large to compute exactly.</summary>
    Overflow = 17,

    /// <summary>Below the instrument's least quantity or notional.</summary>
    BelowMinimum = 18,

    /// <summary>Above the instrument's greatest quantity.</summary>
    AboveMaximum = 19,

    /// <summary>The strategy is disabled.</summary>
    StrategyDisabled = 20,

    /// <summary>The strategy threw an exception and is disabled.</summary>
    StrategyFault = 21,

    /// <summary>The operator asked for it.</summary>
    OperatorRequest = 22,

    /// <summary>No room for another order.</summary>
    OrderTableFull = 23,

    /// <summary>Messages of the feed were lost.</summary>
    FeedGap = 24,

    /// <summary>The gateway had no answer in time.</summary>
    GatewayTimeout = 25,

    /// <summary>The gateway could not send it.</summary>
    GatewayFailure = 26,

    /// <summary>A spot position cannot go short.</summary>
    NotShortable = 27,

    /// <summary>A post-only order would take.</summary>
    PostOnlyWouldCross = 28,

    /// <summary>The balance does not cover it.</summary>
    InsufficientBalance = 29,

    /// <summary>The strategy has taken what its bracket held into its own hands.</summary>
    ProtectionReleased = 30,

    /// <summary>
    /// A balance differs and the venue says no entry price of what is open, so that nobody can tell money from another
    /// division of cost and result: nothing is booked.
    /// </summary>
    EntryPriceUnknown = 31,

    /// <summary>The venue counts no more of the order than the fills that have come.</summary>
    NothingMissing = 32,

    /// <summary>The operator names another count of an order's fills than the venue has said.</summary>
    CountDiffers = 33,

    /// <summary>Fills that never came were booked by the operator's word, or came behind it and are not booked again.
    /// </summary>
    FillsAccepted = 34,

    /// <summary>More of an order was filled than it asked for.</summary>
    OrderOverfilled = 35,

    /// <summary>The data came too long after the venue stamped it.</summary>
    DataLate = 40,

    /// <summary>The spread is wider than is sane.</summary>
    SpreadTooWide = 41,

    /// <summary>A price or a quantity of the data is not positive.</summary>
    DataNotPositive = 42,

    /// <summary>The best bid is at or above the best ask.</summary>
    BookCrossed = 43,

    /// <summary>The data of the instrument has fallen silent.</summary>
    DataSilent = 44,

    /// <summary>The strategy gives signals alone and has no right to orders.</summary>
    SignalsOnly = 45,

    /// <summary>The signal is too old.</summary>
    SignalExpired = 46,

    /// <summary>The confidence of the signal is too low, or none at all.</summary>
    SignalWeak = 47,

    /// <summary>The same source has already said the same.</summary>
    SignalDuplicate = 48,

    /// <summary>The source has said something newer.</summary>
    SignalReplaced = 49,

    /// <summary>Signals for both sides are pending.</summary>
    SignalConflict = 50,

    /// <summary>The source of the signal weighs nothing here.</summary>
    SignalUnweighted = 51,

    /// <summary>No room for another signal.</summary>
    SignalTableFull = 52,

    /// <summary>The data of the instrument is not fit to act on.</summary>
    DataUnfit = 53,

    /// <summary>The instrument, its venue or the strategy is not allowed to trade.</summary>
    InstrumentDenied = 54,

    /// <summary>The quantity of the order is above its limit in base units.</summary>
    OrderQuantityLimit = 55,

    /// <summary>The position could grow above its limit in base units.</summary>
    PositionQuantityLimit = 56,

    /// <summary>The position could take a larger share of the capital than allowed.</summary>
    CapitalShareLimit = 57,

    /// <summary>The price is too far from the mark price.</summary>
    MarkCollar = 58,

    /// <summary>The order would meet one of our own on the other side.</summary>
    OwnOrderCrossing = 59,

    /// <summary>The exposure could grow above what the leverage limit makes of the capital.</summary>
    LeverageLimit = 60,

    /// <summary>The margin after the trade would be more than the capital allows.</summary>
    MarginLimit = 61,

    /// <summary>Too many orders within a second.</summary>
    OrdersPerSecond = 62,

    /// <summary>Too many orders within an hour.</summary>
    OrdersPerHour = 63,

    /// <summary>Too many orders within a day.</summary>
    OrdersPerDay = 64,

    /// <summary>Too many positions opened within an hour.</summary>
    OpeningsPerHour = 65,

    /// <summary>Too many positions opened within a day.</summary>
    OpeningsPerDay = 66,

    /// <summary>What would be lost at the protective stop is more than allowed.</summary>
    RiskPerTrade = 67,

    /// <summary>The protective stop lies on the side of the profit.</summary>
    StopOnWrongSide = 68,

    /// <summary>The day has lost more than allowed.</summary>
    DailyLossLimit = 69,

    /// <summary>The equity has fallen further from its peak than allowed.</summary>
    DrawdownLimit = 70,

    /// <summary>The position has lost more than allowed, and is not added to.</summary>
    PositionLossLimit = 71,

    /// <summary>The strategy pauses after losses in a row.</summary>
    CoolDown = 72,

    /// <summary>The risk level is critical.</summary>
    RiskCritical = 73,

    /// <summary>The circuit breaker of the venue is open.</summary>
    CircuitOpen = 74,

    /// <summary>The circuit breaker of the venue is half open, and its one probe is under way.</summary>
    CircuitProbing = 75,

    /// <summary>The risk level is high: the size is scaled down, or may not be raised.</summary>
    SizeScaled = 76,

    /// <summary>The kill switch.</summary>
    KillSwitch = 77,

    /// <summary>The kill switch has tried often and something is still open; it goes on trying.</summary>
    KillSwitchStuck = 78,

    /// <summary>Too little of the capital is free of margin.</summary>
    MarginRatioLow = 79,

    /// <summary>The terms of an order contradict each other, as those of a post-only market order do.</summary>
    TermsContradict = 80,

    /// <summary>A conditional order without a trigger price.</summary>
    TriggerMissing = 81,

    /// <summary>A good-till-date order whose expiry is missing, or is not ahead.</summary>
    ExpiryNotAhead = 82,

    /// <summary>
    /// The distance of a trailing stop is outside 1 … 9,999 basis points, or it has an expiry, for which there is no
    /// room beside it.
    /// </summary>
    TrailingTermsInvalid = 83,

    /// <summary>An order of this type, or one that is triggered already, cannot be changed so.</summary>
    AmendUnsupported = 84,

    /// <summary>A fee was paid in an asset whose price nobody says: it is missing from the results.</summary>
    FeeUnvalued = 85,

    /// <summary>The venue has closed a position by force.</summary>
    Liquidated = 86,

    /// <summary>The line that the venue's reports come by is lost, or was and is back.</summary>
    VenueDisconnected = 87,

    /// <summary>The venue says that more of an order is filled than its fills that have come.</summary>
    FillMissing = 88,

    /// <summary>
    /// The venue contradicts our books of the instrument: strategies' orders wait until it is asked.
    /// </summary>
    BooksInDoubt = 89,

    /// <summary>The venue has amended an order to terms that nobody has asked for.</summary>
    AmendUnasked = 90,

    /// <summary>The venue's word on a position or a balance is further from ours than is corrected.</summary>
    ReconciliationDifference = 91,

    /// <summary>An order of ours is open at the venue that the books do not have.</summary>
    ForeignOrder = 92,

    /// <summary>The take-profit lies on the side of the loss.</summary>
    TakeProfitOnWrongSide = 93,

    /// <summary>It protects a position, or makes way for what does: the engine asks for it, by a bracket.</summary>
    Protection = 94,

    /// <summary>A position has lost a protective order that it was to have.</summary>
    ProtectionLost = 95,

    /// <summary>
    /// The market has reached the trigger of a protective order that is not there: the position is closed.
    /// </summary>
    TriggerReached = 96,

    /// <summary>The orders of a group have filled more than they were to fill together.</summary>
    GroupOverfilled = 97,

    /// <summary>Another order of the pair was filled.</summary>
    OneCancelsOther = 98,

    /// <summary>The order is a bracket's, which alone cancels and amends it.</summary>
    OwnedByBracket = 99,

    /// <summary>The venue refused without a reason that we know.</summary>
    VenueRejected = 100,

    /// <summary>The venue refused: post-only that would take.</summary>
    VenuePostOnlyWouldCross = 101,

    /// <summary>The venue refused: not enough balance or margin.</summary>
    VenueInsufficientBalance = 102,

    /// <summary>The venue refused: price, quantity or notional outside its rules.</summary>
    VenueFilter = 103,

    /// <summary>The venue does not know the order.</summary>
    VenueUnknownOrder = 104,

    /// <summary>The venue refused: reduce-only that would grow.</summary>
    VenueReduceOnly = 105,

    /// <summary>What an immediate-or-cancel or market order could not fill.</summary>
    ImmediateOrCancelRemainder = 106,

    /// <summary>Canceled because we asked.</summary>
    CanceledOnRequest = 107,

    /// <summary>There was nothing to trade with.</summary>
    NoLiquidity = 108,

    /// <summary>The venue refused: the market has reached the trigger already.</summary>
    VenueTriggerAtOnce = 109,

    /// <summary>Ended because it would have traded with an order of our own.</summary>
    VenueSelfTrade = 110,

    /// <summary>What a fill-or-kill order could not have whole.</summary>
    FillOrKillUnfilled = 111,

    /// <summary>The date of a good-till-date order has come.</summary>
    GoodTillDateReached = 112,

    /// <summary>Ended because it was amended to no more than what was filled.</summary>
    AmendedToFilled = 113,

    /// <summary>The venue refused: it does not amend an order of this type, or not so.</summary>
    VenueAmendUnsupported = 114,

    /// <summary>The venue refused: it is too busy; later it may take the same.</summary>
    VenueBusy = 120,

    /// <summary>The venue refused: too many orders within its time.</summary>
    VenueRateLimited = 121,

    /// <summary>Canceled by the venue, which liquidates the account's position.</summary>
    VenueLiquidation = 130,

    /// <summary>The venue refused: the account's mode does not take such an instrument.</summary>
    VenueAccountMode = 131,
}
