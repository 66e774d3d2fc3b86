using Engine.Core.Bars;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Core.Bars;

/// <summary>Trades to build bars from.</summary>
internal static class Tape
{
    public static readonly Instrument Instrument =
        new(new DecimalStep(1, 1), new DecimalStep(1, 3), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(0),
            Venue = VenueId.Simulated,
            Symbol = "BTCUSDT",
            ContractType = ContractType.LinearPerpetual,
            BaseAsset = new AssetId(1),
            QuoteAsset = new AssetId(2),
            SettleAsset = new AssetId(2),
        };

    public static TapeTrade Trade(long second, long price, long lots, Side? aggressor) => new()
    {
        Time = At(second),
        Price = new PriceTicks(price),
        Quantity = new QtyLots(lots),
        Aggressor = aggressor,
    };

    /// <summary>Trades at irregular times, several at once now and then, the same ones for the same seed.</summary>
    public static List<TapeTrade> Random(int count, long seed)
    {
        var random = new SeededRandom(seed);
        var trades = new List<TapeTrade>(count);
        var time = 1_000 * TimestampNs.PerSecond;
        for (var trade = 0; trade < count; trade++)
        {
            time += random.NextBelow(4) == 0 ? random.NextBelow(40 * TimestampNs.PerSecond) : 0;
            var side = random.NextBelow(3);
            trades.Add(new TapeTrade
            {
                Time = new TimestampNs(time),
                Price = new PriceTicks(1_000 + random.NextBelow(50)),
                Quantity = new QtyLots(1 + random.NextBelow(30)),
                Aggressor = side == 2 ? null : (Side)side,
            });
        }

        return trades;
    }

    public static TimestampNs At(long second) => new(second * TimestampNs.PerSecond);
}
