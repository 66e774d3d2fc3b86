using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Import.Grids;

/// <summary>What is known of an instrument before it has a number.</summary>
internal sealed record InstrumentSpec
{
    /// <summary>The venue.</summary>
    public required VenueId Venue { get; init; }

    /// <summary>The venue's symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The base asset's name.</summary>
    public required string BaseAsset { get; init; }

    /// <summary>The quote asset's name.</summary>
    public required string QuoteAsset { get; init; }

    /// <summary>The tick size.</summary>
    public required DecimalStep Tick { get; init; }

    /// <summary>The lot size.</summary>
    public required DecimalStep Lot { get; init; }

    /// <summary>Base units per contract.</summary>
    public DecimalStep Multiplier { get; init; } = new(1, 0);

    /// <summary>The maker's fee; null for the venue's usual one.</summary>
    public Rate? MakerFee { get; init; }

    /// <summary>The taker's fee; null for the venue's usual one.</summary>
    public Rate? TakerFee { get; init; }

    /// <summary>The least notional, 10⁻⁸ of the quote asset; zero for none.</summary>
    public Money MinNotional { get; init; }

    /// <summary>The least quantity; zero for none.</summary>
    public QtyLots MinQuantity { get; init; }

    /// <summary>The greatest quantity; zero for none.</summary>
    public QtyLots MaxQuantity { get; init; }

    /// <summary>Where the grid comes from, for messages.</summary>
    public required string Source { get; init; }
}
