using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Grids;

/// <summary>What holds for every instrument of a venue: its contract, and the fees of an account without discounts.</summary>
internal static class VenueTerms
{
    private const long BasisPoint = Rate.Scale / 10_000;

    /// <summary>The contract of a venue's instruments.</summary>
    internal static ContractType ContractOf(VenueId venue) => venue switch
    {
        VenueId.BinanceSpot or VenueId.BybitSpot or VenueId.OkxSpot or VenueId.KrakenSpot => ContractType.Spot,
        _ => ContractType.LinearPerpetual,
    };

    /// <summary>The fees of the lowest tier, as the venues publish them: spot 10/10 basis points, perpetuals 2/5.</summary>
    internal static (Rate Maker, Rate Taker) FeesOf(VenueId venue) => ContractOf(venue) == ContractType.Spot
        ? (new Rate(10 * BasisPoint), new Rate(10 * BasisPoint))
        : (new Rate(2 * BasisPoint), new Rate(5 * BasisPoint));
}
