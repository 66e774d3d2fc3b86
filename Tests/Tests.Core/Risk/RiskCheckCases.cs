using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Every check below its limit, at it and beyond: what a wrong comparison could not get right.</summary>
internal static class RiskCheckCases
{
    /// <summary>Checks of one measured value that may reach its limit, with their reasons.</summary>
    private static readonly (string Check, ReasonCode Reason)[] UpTo =
    [
        ("OrderWithinLimit", ReasonCode.OrderTooLarge),
        ("OrderQuantityWithinLimit", ReasonCode.OrderQuantityLimit),
        ("PositionWithinLimit", ReasonCode.PositionLimit),
        ("PositionQuantityWithinLimit", ReasonCode.PositionQuantityLimit),
        ("CapitalShareWithinLimit", ReasonCode.CapitalShareLimit),
        ("ExposureWithinLimit", ReasonCode.ExposureLimit),
        ("LeverageWithinLimit", ReasonCode.LeverageLimit),
        ("MarginWithinLimit", ReasonCode.MarginLimit),
        ("RiskPerTradeWithinLimit", ReasonCode.RiskPerTrade),
        ("PositionLossWithinLimit", ReasonCode.PositionLossLimit),
        ("DailyLossWithinLimit", ReasonCode.DailyLossLimit),
        ("DrawdownWithinLimit", ReasonCode.DrawdownLimit),
    ];

    private static readonly ReasonCode[] Windows =
    [
        ReasonCode.OrdersPerSecond, ReasonCode.OrdersPerHour, ReasonCode.OrdersPerDay, ReasonCode.OpeningsPerHour,
        ReasonCode.OpeningsPerDay,
    ];

    /// <summary>All of them.</summary>
    internal static IEnumerable<RiskCheckCase> All =>
    [
        .. UpTo.SelectMany(row => new[]
        {
            Passes(row.Check, 99L, 100L), Passes(row.Check, 100L, 100L),
            Fails(row.Check, row.Reason, 101, 100, 101L, 100L), Passes(row.Check, -5L, 0L),
        }),
        .. Windows.SelectMany(reason => new[]
        {
            Passes("RateWithinLimit", 9L, 10L, reason),
            Fails("RateWithinLimit", reason, 11, 10, 10L, 10L, reason),
            Fails("RateWithinLimit", reason, 12, 10, 11L, 10L, reason),
        }),
        .. States, .. Forms, .. Prices, .. Counts,
    ];

    private static RiskCheckCase[] States =>
    [
        Passes("TradingAllows", 1, false), Passes("TradingAllows", 1, true), Passes("TradingAllows", 2, true),
        Fails("TradingAllows", ReasonCode.ReducingOnly, 0, 0, 2, false),
        Fails("TradingAllows", ReasonCode.Halted, 0, 0, 3, true),
        Fails("TradingAllows", ReasonCode.Halted, 0, 0, 3, false),
        Fails("TradingAllows", ReasonCode.Halted, 0, 0, 0, true),
        Fails("TradingAllows", ReasonCode.Halted, 0, 0, 0, false),
        Passes("LevelAllows", 0, false), Passes("LevelAllows", 2, false), Passes("LevelAllows", 3, true),
        Fails("LevelAllows", ReasonCode.RiskCritical, 3, 2, 3, false),
        Passes("BreakerAllows", 0, false, 0L, 5L), Passes("BreakerAllows", 0, true, 0L, 5L),
        Passes("BreakerAllows", 2, false, 5L, 5L),
        Fails("BreakerAllows", ReasonCode.CircuitProbing, 2, 1, 2, true, 5L, 5L),
        Fails("BreakerAllows", ReasonCode.CircuitOpen, 6, 5, 1, false, 6L, 5L),
        Fails("BreakerAllows", ReasonCode.CircuitOpen, 6, 5, 1, true, 6L, 5L),
        Passes("TradingInstrumentAllowed", true),
        Fails("TradingInstrumentAllowed", ReasonCode.InstrumentDenied, 0, 0, false),
        Passes("ReduceOnlyReduces", true, true), Passes("ReduceOnlyReduces", false, true),
        Passes("ReduceOnlyReduces", false, false),
        Fails("ReduceOnlyReduces", ReasonCode.ReduceOnlyWouldGrow, 0, 0, true, false),
        Passes("SpotOwnsWhatItSells", true, Side.Bid), Passes("SpotOwnsWhatItSells", false, Side.Ask),
        Passes("SpotOwnsWhatItSells", false, Side.Bid),
        Fails("SpotOwnsWhatItSells", ReasonCode.NotShortable, 0, 0, true, Side.Ask),
    ];

    private static RiskCheckCase[] Forms =>
    [
        Fails("QuantityWithinBounds", ReasonCode.QuantityNotPositive, 0, 0, -1L, 5L, 9L),
        Fails("QuantityWithinBounds", ReasonCode.QuantityNotPositive, 0, 0, 0L, 0L, 0L),
        Passes("QuantityWithinBounds", 1L, 0L, 0L),
        Fails("QuantityWithinBounds", ReasonCode.BelowMinimum, 4, 5, 4L, 5L, 9L),
        Passes("QuantityWithinBounds", 5L, 5L, 9L), Passes("QuantityWithinBounds", 9L, 5L, 9L),
        Fails("QuantityWithinBounds", ReasonCode.AboveMaximum, 10, 9, 10L, 5L, 9L),
        Passes("QuantityWithinBounds", long.MaxValue, 5L, 0L),
        Fails("PricePositive", ReasonCode.PriceNotPositive, 0, 0, -1L),
        Fails("PricePositive", ReasonCode.PriceNotPositive, 0, 0, 0L), Passes("PricePositive", 1L),
        Fails("NotionalAboveMinimum", ReasonCode.BelowMinimum, 99, 100, 99L, 100L),
        Passes("NotionalAboveMinimum", 100L, 100L), Passes("NotionalAboveMinimum", 101L, 100L),
    ];

    private static RiskCheckCase[] Prices =>
    [
        .. Collar("PriceWithinCollar", ReasonCode.PriceCollar),
        .. Collar("PriceWithinMarkCollar", ReasonCode.MarkCollar),
        Passes("PostOnlyRests", Side.Bid, 99L, 100L),
        Fails("PostOnlyRests", ReasonCode.PostOnlyWouldCross, 0, 0, Side.Bid, 100L, 100L),
        Fails("PostOnlyRests", ReasonCode.PostOnlyWouldCross, 0, 0, Side.Bid, 101L, 100L),
        Passes("PostOnlyRests", Side.Ask, 101L, 100L),
        Fails("PostOnlyRests", ReasonCode.PostOnlyWouldCross, 0, 0, Side.Ask, 100L, 100L),
        Fails("PostOnlyRests", ReasonCode.PostOnlyWouldCross, 0, 0, Side.Ask, 99L, 100L),
        Passes("OwnOrdersApart", Side.Bid, 99L, 100L),
        Fails("OwnOrdersApart", ReasonCode.OwnOrderCrossing, 100, 100, Side.Bid, 100L, 100L),
        Passes("OwnOrdersApart", Side.Ask, 101L, 100L),
        Fails("OwnOrdersApart", ReasonCode.OwnOrderCrossing, 100, 100, Side.Ask, 100L, 100L),
        Passes("StopOnLosingSide", Side.Bid, 100L, 99L), Passes("StopOnLosingSide", Side.Ask, 100L, 101L),
        Fails("StopOnLosingSide", ReasonCode.StopOnWrongSide, 100, 100, Side.Bid, 100L, 100L),
        Fails("StopOnLosingSide", ReasonCode.StopOnWrongSide, 101, 100, Side.Bid, 100L, 101L),
        Fails("StopOnLosingSide", ReasonCode.StopOnWrongSide, 100, 100, Side.Ask, 100L, 100L),
        Fails("StopOnLosingSide", ReasonCode.StopOnWrongSide, 99, 100, Side.Ask, 100L, 99L),
    ];

    private static RiskCheckCase[] Counts =>
    [
        Passes("NothingUnknown", 0L), Fails("NothingUnknown", ReasonCode.UnknownOrderOutstanding, 1, 0, 1L),
        Passes("OpenOrdersWithinLimit", 1L, 2L),
        Fails("OpenOrdersWithinLimit", ReasonCode.TooManyOpenOrders, 3, 2, 2L, 2L),
        Fails("OpenOrdersWithinLimit", ReasonCode.TooManyOpenOrders, 4, 2, 3L, 2L),
        Fails("CoolDownOver", ReasonCode.CoolDown, 99, 100, 99L, 100L),
        Passes("CoolDownOver", 100L, 100L), Passes("CoolDownOver", 101L, 100L),
    ];

    /// <summary>One per cent around 1,000, and a hair more than it where a step is finer than a centi-bp.</summary>
    private static RiskCheckCase[] Collar(string check, ReasonCode reason) =>
    [
        Passes(check, Side.Bid, 1_009L, 1_000L, 10_000L),
        Passes(check, Side.Bid, 1_010L, 1_000L, 10_000L),
        Fails(check, reason, 11_000, 10_000, Side.Bid, 1_011L, 1_000L, 10_000L),
        Passes(check, Side.Bid, 1L, 1_000L, 10_000L),
        Passes(check, Side.Ask, 991L, 1_000L, 10_000L),
        Passes(check, Side.Ask, 990L, 1_000L, 10_000L),
        Fails(check, reason, 11_000, 10_000, Side.Ask, 989L, 1_000L, 10_000L),
        Passes(check, Side.Ask, 100_000L, 1_000L, 10_000L),
        Fails(check, reason, 10_001, 10_000, Side.Bid, 1_010_000_001L, 1_000_000_000L, 10_000L),
    ];

    private static RiskCheckCase Passes(string check, params object[] arguments) =>
        new(check, arguments, ReasonCode.None);

    private static RiskCheckCase Fails(
        string check, ReasonCode reason, long measured, long limit, params object[] arguments) =>
        new(check, arguments, reason, measured, limit);
}
