using Engine.Model.Formulas;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Instruments;

/// <summary>What is traded: its grid, its contract, its assets, its fees. Immutable; any thread may read it.</summary>
public sealed record Instrument
{
    private const long ScaleMax = 1L << 40;
    private const int FineDecimals = 8;

    private readonly NotionalFactor _notional;
    private readonly long _perTick;
    private readonly long _perFine;
    private readonly ulong _priceMax;
    private readonly ulong _fineMax;

    /// <summary>Makes an instrument.</summary>
    /// <exception cref="ArgumentException">
    /// A step was never set, or the grid is so fine or so coarse that money cannot be exact; names the value.
    /// </exception>
    public Instrument(DecimalStep tickSize, DecimalStep lotSize, DecimalStep multiplier)
    {
        TickSize = tickSize;
        LotSize = lotSize;
        Multiplier = multiplier;
        _notional = NotionalFactor.Create(tickSize, lotSize, multiplier);
        var scale = tickSize.Scale - FineDecimals;
        var perTick = (Int128)tickSize.Mantissa * PowersOfTen.AsLong(Math.Clamp(-scale, 0, PowersOfTen.ExponentMax));
        (_perTick, _perFine) = perTick < ScaleMax
            ? ((long)perTick, PowersOfTen.AsLong(Math.Max(scale, 0)))
            : (0, 0);
        (_priceMax, _fineMax) = _perTick > 0
            ? ((ulong)(long.MaxValue / _perTick), (ulong)(long.MaxValue / _perFine))
            : (0, 0);
    }

    /// <summary>The dense number within one journal.</summary>
    public required InstrumentId Id { get; init; }

    /// <summary>The venue.</summary>
    public required VenueId Venue { get; init; }

    /// <summary>The venue's own symbol, at most 40 bytes of UTF-8.</summary>
    public required string Symbol { get; init; }

    /// <summary>The contract.</summary>
    public required ContractType ContractType { get; init; }

    /// <summary>The base asset.</summary>
    public required AssetId BaseAsset { get; init; }

    /// <summary>The asset that prices are in.</summary>
    public required AssetId QuoteAsset { get; init; }

    /// <summary>The asset that profit is paid in; the quote asset for every contract known so far.</summary>
    public required AssetId SettleAsset { get; init; }

    /// <summary>The tick size in the quote asset.</summary>
    public DecimalStep TickSize { get; }

    /// <summary>The lot size in contracts (spot: in the base asset).</summary>
    public DecimalStep LotSize { get; }

    /// <summary>Base units per contract; 1 for spot.</summary>
    public DecimalStep Multiplier { get; }

    /// <summary>Fee of a maker; negative for a rebate.</summary>
    public Rate MakerFee { get; init; }

    /// <summary>Fee of a taker.</summary>
    public Rate TakerFee { get; init; }

    /// <summary>The least notional of an order; zero for none.</summary>
    public Money MinNotional { get; init; }

    /// <summary>The least quantity of an order; zero for none.</summary>
    public QtyLots MinQuantity { get; init; }

    /// <summary>The greatest quantity of an order; zero for none.</summary>
    public QtyLots MaxQuantity { get; init; }

    /// <summary>The instrument that this one continues on another grid.</summary>
    public InstrumentId Replaces { get; init; } = InstrumentId.None;

    /// <summary>How others name it: <c>venue:symbol</c>.</summary>
    public string Name => $"{Venue.Name()}:{Symbol}";

    /// <summary>The value of a quantity at a price, in the quote asset, rounded half to even.</summary>
    /// <param name="price">The price.</param>
    /// <param name="quantity">The quantity; the value has its sign.</param>
    /// <param name="notional">The value; zero where it does not fit.</param>
    /// <returns>False where the value does not fit: refuse the order.</returns>
    public bool TryNotional(PriceTicks price, QtyLots quantity, out Money notional) =>
        _notional.TryNotional(price, quantity, out notional);

    /// <summary>The value of a quantity at a price off the grid (mark), rounded half to even.</summary>
    /// <returns>False where the value does not fit.</returns>
    public bool TryNotional(FinePrice price, QtyLots quantity, out Money notional) =>
        _notional.TryNotional(price, quantity, out notional);

    /// <summary>The average price of a quantity that cost so much, rounded half to even.</summary>
    /// <param name="cost">The notional, of either sign.</param>
    /// <param name="quantity">Not zero.</param>
    /// <exception cref="DivideByZeroException">The quantity is zero.</exception>
    /// <exception cref="OverflowException">The price does not fit.</exception>
    public FinePrice AveragePrice(Money cost, QtyLots quantity) => _notional.AveragePrice(cost, quantity);

    /// <summary>A price on the grid and one off it in one unit, exactly, so that they can be compared.</summary>
    /// <returns>Both as zero where the tick is so coarse or so fine, or a price so high, that no unit holds them.
    /// </returns>
    public (long Price, long Fine) OneScale(PriceTicks price, FinePrice fine) =>
        (ulong)price.Value > _priceMax || (ulong)fine.Value > _fineMax
            ? (0, 0)
            : (price.Value * _perTick, fine.Value * _perFine);

    /// <summary>A price as a double, for indicators and charts.</summary>
    public double ToDouble(PriceTicks price) => price.Value * TickSize.ToDouble();

    /// <summary>A quantity in base units as a double, for indicators and charts.</summary>
    public double ToDouble(QtyLots quantity) => quantity.Value * LotSize.ToDouble() * Multiplier.ToDouble();
}
