namespace Adapters.Simulated.Generation;

/// <summary>What one generated instrument is like.</summary>
/// <param name="BaseAsset">The base asset; the quote asset is USDT.</param>
/// <param name="PriceTicks">Where its price starts and, over days, returns to.</param>
/// <param name="TickScale">The tick size is 10 to the power of minus this.</param>
/// <param name="LotScale">The lot size is 10 to the power of minus this.</param>
/// <param name="Volatility">Its own volatility over a year, a fraction, without the market's.</param>
/// <param name="Beta">How much of the market's moves it follows.</param>
/// <param name="SpreadBps">The usual spread, in basis points; never below a tick.</param>
internal readonly record struct InstrumentTemplate(
    string BaseAsset,
    long PriceTicks,
    int TickScale,
    int LotScale,
    double Volatility,
    double Beta,
    double SpreadBps);
