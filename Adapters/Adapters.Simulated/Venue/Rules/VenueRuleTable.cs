using Engine.Model.Instruments;

namespace Adapters.Simulated.Venue.Rules;

/// <summary>The rules of each venue. docs/simulated-venue.md says which of them no source confirms.</summary>
public static class VenueRuleTable
{
    private static readonly VenueRules BinanceSpot = new()
    {
        SizeDownKeepsPlace = true,
        AmendReplaces = true,
        RefusesNoChange = false,
        AmendToFilled = FailedAmend.Refused,
        AmendThatWouldTake = FailedAmend.EndsOrder,
        AmendsConditional = true,
        ReachedTrigger = ReachedTrigger.Rejects,
        SelfTradePrevention = SelfTradePrevention.CancelOldest,
    };

    private static readonly VenueRules BinanceUsdM = new()
    {
        SizeDownKeepsPlace = false,
        RefusesNoChange = true,
        AmendToFilled = FailedAmend.EndsOrder,
        AmendThatWouldTake = FailedAmend.EndsOrder,
        AmendsConditional = false,
        ReachedTrigger = ReachedTrigger.Rejects,
        SelfTradePrevention = SelfTradePrevention.CancelOldest,
    };

    private static readonly VenueRules Bybit = new()
    {
        SizeDownKeepsPlace = true,
        RefusesNoChange = true,
        AmendToFilled = FailedAmend.Refused,
        AmendThatWouldTake = FailedAmend.Refused,
        AmendsConditional = true,
        ReachedTrigger = ReachedTrigger.Rejects,
        SelfTradePrevention = SelfTradePrevention.None,
    };

    private static readonly VenueRules Okx = new()
    {
        SizeDownKeepsPlace = true,
        RefusesNoChange = false,
        AmendToFilled = FailedAmend.EndsOrder,
        AmendThatWouldTake = FailedAmend.Refused,
        AmendsConditional = true,
        ReachedTrigger = ReachedTrigger.Rejects,
        SelfTradePrevention = SelfTradePrevention.CancelOldest,
    };

    private static readonly VenueRules Kraken = new()
    {
        SizeDownKeepsPlace = true,
        RefusesNoChange = false,
        AmendToFilled = FailedAmend.EndsOrder,
        AmendThatWouldTake = FailedAmend.Refused,
        AmendsConditional = true,
        ReachedTrigger = ReachedTrigger.Triggers,
        SelfTradePrevention = SelfTradePrevention.CancelNewest,
    };

    private static readonly VenueRules Simulated = new()
    {
        SizeDownKeepsPlace = true,
        RefusesNoChange = false,
        AmendToFilled = FailedAmend.Refused,
        AmendThatWouldTake = FailedAmend.Refused,
        AmendsConditional = true,
        ReachedTrigger = ReachedTrigger.Rejects,
        SelfTradePrevention = SelfTradePrevention.CancelNewest,
    };

    /// <summary>The rules of a venue.</summary>
    public static VenueRules Of(VenueId venue) => venue switch
    {
        VenueId.BinanceSpot => BinanceSpot,
        VenueId.BinanceUsdM => BinanceUsdM,
        VenueId.BybitSpot or VenueId.BybitLinear => Bybit,
        VenueId.OkxSpot or VenueId.OkxSwap => Okx,
        VenueId.KrakenSpot or VenueId.KrakenFutures => Kraken,
        _ => Simulated,
    };
}
