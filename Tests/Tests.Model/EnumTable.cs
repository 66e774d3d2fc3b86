namespace Tests.Model;

/// <summary>
/// The numbers of every enum of the file format; kinds in hexadecimal, because their high byte is a class.
/// </summary>
internal static class EnumTable
{
    internal const string EventClass = """
        EventClass Byte
        1 Public
        2 Private
        3 Control
        """;

    internal const string EventKind = """
        EventKind UInt16
        0000 None
        0101 BookLevel
        0102 BookSnapshotBegin
        0103 BookSnapshotEnd
        0104 FeedGap
        0105 Trade
        0106 Quote
        0107 Bar
        0108 Mark
        0109 Funding
        010A OpenInterest
        010B Liquidation
        0201 OrderAccepted
        0202 OrderRejected
        0203 OrderCanceled
        0204 OrderExpired
        0205 CancelRejected
        0206 OrderAmended
        0207 AmendRejected
        0208 Fill
        0209 FillDetail
        020A OrderStatus
        020B Balance
        020C Position
        020D FundingPaid
        020E GatewayReport
        020F PositionLiquidated
        0214 OrderTriggered
        0215 VenueLine
        0301 Tick
        0302 AssetDefined
        0303 InstrumentDefined
        0304 InstrumentTerms
        0305 InstrumentSymbol
        0306 StrategyDefined
        0307 StrategyInstrument
        0308 ParameterSet
        0309 ConfigText
        030A SessionStarted
        030B SessionEnded
        030C OperatorRequest
        030D ReconciliationDone
        030E StrategyDocument
        030F StrategyCode
        """;

    internal const string EventFlags = """
        EventFlags UInt16
        0 None
        1 Ask
        2 Snapshot
        4 LastOfRun
        8 Maker
        16 SideUnknown
        32 Delta
        64 ShortLeg
        """;

    internal const string BarInterval = """
        BarInterval Byte
        0 None
        1 OneSecond
        2 OneMinute
        3 ThreeMinutes
        4 FiveMinutes
        5 FifteenMinutes
        6 ThirtyMinutes
        7 OneHour
        8 TwoHours
        9 FourHours
        10 SixHours
        11 EightHours
        12 TwelveHours
        13 OneDay
        """;

    internal const string Durability = """
        Durability Byte
        0 Async
        1 Written
        2 Synced
        """;

    internal const string OperatorAction = """
        OperatorAction UInt16
        0 None
        1 Resume
        2 Reduce
        3 Halt
        4 Digest
        5 Kill
        6 Flatten
        7 ResetFigures
        8 AcceptFills
        """;

    internal const string ParameterType = """
        ParameterType Byte
        0 None
        1 Integer
        2 Real
        3 Flag
        4 DurationNs
        5 Money
        6 Rate
        """;

    internal const string RunMode = """
        RunMode Byte
        0 None
        1 Backtest
        2 Paper
        3 Sandbox
        4 Shadow
        5 Live
        """;

    internal const string LineState = """
        LineState Byte
        0 None
        1 Lost
        2 Restored
        """;

    internal const string CommandKind = """
        CommandKind UInt16
        0000 None
        0001 PlaceOrder
        0002 CancelOrder
        0003 AmendOrder
        0004 QueryOrder
        0005 QueryPosition
        0011 OrderRefused
        0012 Signal
        0013 StrategyState
        0014 TradingState
        0015 Alert
        0016 Evidence
        0017 DataState
        0018 SignalState
        0019 GuardState
        001C Reconciled
        001D OrderGrouped
        001E ProtectionState
        001F BooksState
        0020 OrderCorrected
        0021 Witness
        0022 Digest
        """;

    internal const string GroupRole = """
        GroupRole Byte
        0 None
        1 Entry
        2 TakeProfit
        3 Stop
        4 Closing
        5 First
        6 Second
        """;

    internal const string GuardKind = """
        GuardKind Byte
        00 None
        01 RiskLevel
        02 CircuitBreaker
        03 KillSwitch
        """;

    internal const string CommandFlags = """
        CommandFlags UInt16
        0 None
        1 Ask
        2 PostOnly
        4 ReduceOnly
        8 TriggerOnMark
        16 Distances
        32 EntryPrice
        64 ShortLeg
        """;

    internal const string GatewayOutcome = """
        GatewayOutcome UInt16
        0 None
        1 Sent
        2 Throttled
        3 NotConnected
        4 Failed
        5 TimedOut
        """;

    internal const string OrderState = """
        OrderState Byte
        0 None
        1 PendingNew
        2 New
        3 PartiallyFilled
        4 Filled
        5 PendingAmend
        6 PendingCancel
        7 Canceled
        8 Rejected
        9 Expired
        10 Unknown
        """;

    internal const string OrderType = """
        OrderType Byte
        0 None
        1 Limit
        2 Market
        3 Stop
        4 StopLimit
        5 TakeProfit
        6 TakeProfitLimit
        7 TrailingStop
        """;

    internal const string TimeInForce = """
        TimeInForce Byte
        0 None
        1 GoodTillCanceled
        2 ImmediateOrCancel
        3 FillOrKill
        4 GoodTillDate
        """;

    internal const string ReasonCode = """
        ReasonCode UInt16
        0 None
        1 Halted
        2 ReducingOnly
        3 StaleBook
        4 InstrumentUnknown
        5 QuantityNotPositive
        6 PriceNotPositive
        7 OrderTooLarge
        8 PositionLimit
        9 ExposureLimit
        10 PriceCollar
        11 NoReferencePrice
        12 ReduceOnlyWouldGrow
        13 TooManyOpenOrders
        14 OrderUnknown
        15 RequestInFlight
        16 UnknownOrderOutstanding
        17 Overflow
        18 BelowMinimum
        19 AboveMaximum
        20 StrategyDisabled
        21 StrategyFault
        22 OperatorRequest
        23 OrderTableFull
        24 FeedGap
        25 GatewayTimeout
        26 GatewayFailure
        27 NotShortable
        28 PostOnlyWouldCross
        29 InsufficientBalance
        30 ProtectionReleased
        31 EntryPriceUnknown
        32 NothingMissing
        33 CountDiffers
        34 FillsAccepted
        35 OrderOverfilled
        40 DataLate
        41 SpreadTooWide
        42 DataNotPositive
        43 BookCrossed
        44 DataSilent
        45 SignalsOnly
        46 SignalExpired
        47 SignalWeak
        48 SignalDuplicate
        49 SignalReplaced
        50 SignalConflict
        51 SignalUnweighted
        52 SignalTableFull
        53 DataUnfit
        54 InstrumentDenied
        55 OrderQuantityLimit
        56 PositionQuantityLimit
        57 CapitalShareLimit
        58 MarkCollar
        59 OwnOrderCrossing
        60 LeverageLimit
        61 MarginLimit
        62 OrdersPerSecond
        63 OrdersPerHour
        64 OrdersPerDay
        65 OpeningsPerHour
        66 OpeningsPerDay
        67 RiskPerTrade
        68 StopOnWrongSide
        69 DailyLossLimit
        70 DrawdownLimit
        71 PositionLossLimit
        72 CoolDown
        73 RiskCritical
        74 CircuitOpen
        75 CircuitProbing
        76 SizeScaled
        77 KillSwitch
        78 KillSwitchStuck
        79 MarginRatioLow
        80 TermsContradict
        81 TriggerMissing
        82 ExpiryNotAhead
        83 TrailingTermsInvalid
        84 AmendUnsupported
        85 FeeUnvalued
        86 Liquidated
        87 VenueDisconnected
        88 FillMissing
        89 BooksInDoubt
        90 AmendUnasked
        91 ReconciliationDifference
        92 ForeignOrder
        93 TakeProfitOnWrongSide
        94 Protection
        95 ProtectionLost
        96 TriggerReached
        97 GroupOverfilled
        98 OneCancelsOther
        99 OwnedByBracket
        100 VenueRejected
        101 VenuePostOnlyWouldCross
        102 VenueInsufficientBalance
        103 VenueFilter
        104 VenueUnknownOrder
        105 VenueReduceOnly
        106 ImmediateOrCancelRemainder
        107 CanceledOnRequest
        108 NoLiquidity
        109 VenueTriggerAtOnce
        110 VenueSelfTrade
        111 FillOrKillUnfilled
        112 GoodTillDateReached
        113 AmendedToFilled
        114 VenueAmendUnsupported
        120 VenueBusy
        121 VenueRateLimited
        130 VenueLiquidation
        131 VenueAccountMode
        """;

    internal const string ContractType = """
        ContractType Byte
        0 None
        1 Spot
        2 LinearPerpetual
        """;

    internal const string VenueId = """
        VenueId UInt16
        0 None
        1 BinanceSpot
        2 BinanceUsdM
        3 BybitSpot
        4 BybitLinear
        5 OkxSpot
        6 OkxSwap
        7 KrakenSpot
        8 KrakenFutures
        9 Simulated
        """;

    internal const string Side = """
        Side Byte
        0 Bid
        1 Ask
        """;
}
