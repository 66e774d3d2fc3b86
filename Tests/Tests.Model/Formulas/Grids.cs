using System.Numerics;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Tests.Model.Numbers;

namespace Tests.Model.Formulas;

/// <summary>Instruments on grids as venues have them, and some that are hard on the arithmetic.</summary>
internal static class Grids
{
    internal static readonly Instrument[] All =
    [
        Make("0.01", "0.00001", "1"),
        Make("0.1", "0.001", "1"),
        Make("0.00000001", "1", "1"),
        Make("0.0000000001", "1000", "1"),
        Make("0.1", "0.01", "0.01"),
        Make("0.00000001", "0.00000001", "1"),
        Make("0.05", "0.0000000000000001", "1"),
        Make("0.5", "1", "0.001"),
        Make("0.0025", "25", "0.3"),
        Make("7", "0.0000003", "0.7"),
        Make("1000", "1000", "1000"),
    ];

    internal static Instrument Make(string tick, string lot, string multiplier) =>
        new(Step(tick), Step(lot), Step(multiplier))
        {
            Id = new InstrumentId(0),
            Venue = VenueId.BinanceSpot,
            Symbol = $"{tick}/{lot}/{multiplier}",
            ContractType = ContractType.Spot,
            BaseAsset = new AssetId(1),
            QuoteAsset = new AssetId(2),
            SettleAsset = new AssetId(2),
        };

    internal static DecimalStep Step(string text) =>
        DecimalText.TryParseStep(System.Text.Encoding.ASCII.GetBytes(text), out var step) == NumberStatus.Ok
            ? step
            : throw new ArgumentException(text, nameof(text));

    /// <summary>ticks × tick × lots × lot × multiplier in 10⁻⁸, rounded half to even.</summary>
    internal static BigInteger Notional(Instrument instrument, long ticks, long lots) => RoundingTwin.DivideHalfEven(
        (BigInteger)ticks * lots * instrument.TickSize.Mantissa * instrument.LotSize.Mantissa
            * instrument.Multiplier.Mantissa * Money.Scale,
        BigInteger.Pow(10, instrument.TickSize.Scale + instrument.LotSize.Scale + instrument.Multiplier.Scale));

    /// <summary>price × lots × lot × multiplier with a price in 10⁻⁸, rounded half to even.</summary>
    internal static BigInteger FineNotional(Instrument instrument, long price, long lots) =>
        RoundingTwin.DivideHalfEven(
        (BigInteger)price * lots * instrument.LotSize.Mantissa * instrument.Multiplier.Mantissa,
        BigInteger.Pow(10, instrument.LotSize.Scale + instrument.Multiplier.Scale));

    /// <summary>cost ÷ (lots × lot × multiplier) in 10⁻⁸, rounded half to even.</summary>
    internal static BigInteger AveragePrice(Instrument instrument, long cost, long lots) => RoundingTwin.DivideHalfEven(
        cost * BigInteger.Pow(10, instrument.LotSize.Scale + instrument.Multiplier.Scale),
        (BigInteger)lots * instrument.LotSize.Mantissa * instrument.Multiplier.Mantissa);

    internal static bool Fits(BigInteger value) => value >= long.MinValue && value <= long.MaxValue;
}
