namespace Engine.Model.Instruments;

/// <summary>A venue. Numbers are the file format; names are those of the command line.</summary>
public enum VenueId : ushort
{
    /// <summary>No venue.</summary>
    None = 0,

    /// <summary>Binance spot.</summary>
    BinanceSpot = 1,

    /// <summary>Binance USD-M futures.</summary>
    BinanceUsdM = 2,

    /// <summary>Bybit spot.</summary>
    BybitSpot = 3,

    /// <summary>Bybit linear perpetuals.</summary>
    BybitLinear = 4,

    /// <summary>OKX spot.</summary>
    OkxSpot = 5,

    /// <summary>OKX perpetual swaps.</summary>
    OkxSwap = 6,

    /// <summary>Kraken spot.</summary>
    KrakenSpot = 7,

    /// <summary>Kraken futures.</summary>
    KrakenFutures = 8,

    /// <summary>The generated market.</summary>
    Simulated = 9,
}
