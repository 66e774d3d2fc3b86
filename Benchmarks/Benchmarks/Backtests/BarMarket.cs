using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Journal.Writing;

namespace Benchmarks.Backtests;

/// <summary>A journal of one-minute bars: eight spot instruments whose closes walk at random.</summary>
internal static class BarMarket
{
    private const int InstrumentCount = 8;
    private const long FirstClose = 100_000;
    private const long Start = 1_700_000_040 * TimestampNs.PerSecond;

    /// <summary>Writes it.</summary>
    /// <param name="path">The journal's directory.</param>
    /// <param name="bars">How many bars, of all instruments together.</param>
    internal static void Write(string path, int bars)
    {
        using var writer = BacktestBenchmarks.Create(path);
        Define(writer);
        var random = new SeededRandom(1);
        var closes = new long[InstrumentCount];
        Array.Fill(closes, FirstClose);
        var minute = new Event[InstrumentCount];
        for (var i = 0; i < bars; i += InstrumentCount)
        {
            var time = new TimestampNs(Start + ((i / InstrumentCount) + 1) * TimestampNs.PerMinute);
            for (var instrument = 0; instrument < InstrumentCount; instrument++)
            {
                minute[instrument] = Next(ref closes[instrument], instrument, time, ref random);
            }

            writer.AppendEvents(minute);
        }

        writer.Complete();
    }

    private static Event Next(ref long close, int instrument, TimestampNs time, ref SeededRandom random)
    {
        var e = Event.Create(
            EventKind.Bar, time, new InstrumentId(instrument), (EventFlags)((int)BarInterval.OneMinute << 8));
        var move = (int)random.NextBelow(201) - 100;
        move = close + move < FirstClose / 2 ? Math.Abs(move) : move;
        e.Bar = new Bar
        {
            Open = new PriceTicks(close),
            HighOffset = Math.Max(move, 0) + (int)random.NextBelow(40),
            LowOffset = Math.Min(move, 0) - (int)random.NextBelow(40),
            CloseOffset = move,
            TradeCount = 50,
            Volume = new QtyLots(10_000),
            TakerBuyVolume = new QtyLots(5_000),
        };
        close += move;
        return e;
    }

    private static void Define(JournalWriter writer)
    {
        var time = new TimestampNs(Start);
        var quote = new AssetId(1);
        writer.AppendEvents([InstrumentEvents.DefineAsset(quote, "USDT", time)]);
        for (var i = 0; i < InstrumentCount; i++)
        {
            var asset = new AssetId(2 + i);
            writer.AppendEvents([InstrumentEvents.DefineAsset(asset, $"B{i}", time)]);
            writer.AppendEvents(InstrumentEvents.Define(
                new Instrument(new DecimalStep(1, 2), new DecimalStep(1, 3), new DecimalStep(1, 0))
                {
                    Id = new InstrumentId(i),
                    Venue = VenueId.Simulated,
                    Symbol = $"B{i}USDT",
                    ContractType = ContractType.Spot,
                    BaseAsset = asset,
                    QuoteAsset = quote,
                    SettleAsset = quote,
                    TakerFee = new Rate(5_000_000),
                    MinQuantity = new QtyLots(1),
                    MaxQuantity = new QtyLots(1_000_000),
                },
                time));
        }
    }
}
