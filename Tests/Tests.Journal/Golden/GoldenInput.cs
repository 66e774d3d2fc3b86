using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Golden;

/// <summary>
/// What the golden journals were made from. Never changed: a new version gets a new input, if it needs one.
/// </summary>
internal static class GoldenInput
{
    private static readonly TimestampNs Start = new(1_714_564_800_000_000_000);

    internal static JournalWriterOptions Options(string directory) => new()
    {
        Directory = directory,
        JournalId = new JournalId(0x1122_3344_5566_7788, 0x99AA_BBCC_DDEE_FF00),
        CreatedTime = Start,
        EngineVersion = "0.1.0",
        Mode = JournalWriteMode.Offline,
        Epoch = 3,
        FrameSlotsMax = 24,
        SegmentSizeBytes = 8_192,
    };

    /// <summary>Definitions, a parameter, then levels, trades, quotes and bars in runs of one to three.</summary>
    internal static Event[] Events()
    {
        var events = new List<Event>
        {
            InstrumentEvents.DefineAsset(new AssetId(1), "BTC", Start),
            InstrumentEvents.DefineAsset(new AssetId(2), "USDT", Start),
        };
        events.AddRange(InstrumentEvents.Define(Samples.Instrument(0, "BTCUSDT"), Start));
        var session = Event.Create(EventKind.SessionStarted, Start, InstrumentId.None);
        session.SessionStarted = new SessionStarted { Epoch = 3, Seed = 42, Mode = RunMode.Backtest };
        events.Add(session);
        var strategy = Event.Create(EventKind.StrategyDefined, Start, InstrumentId.None);
        strategy.StrategyDefined.Strategy = new StrategyId(1);
        strategy.StrategyDefined.TypeName = Text32.From("market-maker");
        events.Add(strategy);
        var parameter = Event.Create(EventKind.ParameterSet, Start, InstrumentId.None);
        parameter.ParameterSet = new ParameterSet
        {
            Strategy = new StrategyId(1),
            Parameter = 2,
            Type = ParameterType.Real,
            Bits = BitConverter.DoubleToInt64Bits(0.25),
            Name = Text24.From("skew"),
        };
        events.Add(parameter);
        for (var i = 0; i < 100; i++)
        {
            AddRun(events, i);
        }

        return [.. events];
    }

    internal static Command[] Commands()
    {
        var commands = new Command[20];
        for (var i = 0; i < commands.Length; i++)
        {
            commands[i] = new Command
            {
                Cause = 10 + (i * 7),
                Kind = i % 5 == 4 ? CommandKind.CancelOrder : CommandKind.PlaceOrder,
                Instrument = new InstrumentId(0),
                Flags = i % 2 == 0 ? CommandFlags.PostOnly : CommandFlags.Ask,
                OrderId = new OrderId(i + 1),
                Price = new PriceTicks(6_400_000 + i),
                Quantity = new QtyLots(5),
                Type = OrderType.Limit,
                TimeInForce = TimeInForce.GoodTillCanceled,
                Strategy = new StrategyId(1),
            };
        }

        commands[^1] = new Command
        {
            Cause = 180,
            Kind = CommandKind.Witness,
            Instrument = InstrumentId.None,
            Hash = 0x0123_4567_89AB_CDEF,
            Count = 181,
        };
        return commands;
    }

    private static void AddRun(List<Event> events, int i)
    {
        var time = Start + (i * 1_000_003L);
        var instrument = new InstrumentId(0);
        if (i % 4 == 0)
        {
            for (var level = 0; level < 3; level++)
            {
                var slot = Event.Create(EventKind.BookLevel, time, instrument, level == 1 ? EventFlags.Ask : 0);
                slot.VenueTime = time - 5_000_000;
                slot.BookLevel.Price = new PriceTicks(6_400_000 + i + level);
                slot.BookLevel.Quantity = new QtyLots(i * level);
                slot.BookLevel.FirstUpdateId = i * 10;
                slot.BookLevel.LastUpdateId = (i * 10) + 9;
                slot.Flags = level < 2 ? slot.Flags & ~EventFlags.LastOfRun : slot.Flags;
                events.Add(slot);
            }

            return;
        }

        var single = Event.Create(i % 4 == 1 ? EventKind.Trade : EventKind.Quote, time, instrument);
        if (i % 4 == 1)
        {
            single.Trade.Price = new PriceTicks(6_400_000 - i);
            single.Trade.Quantity = new QtyLots(i + 1);
            single.Trade.Key = Key128.FromNumber(1_000 + i);
        }
        else
        {
            single.Quote.BidPrice = new PriceTicks(6_400_000 - i);
            single.Quote.BidQuantity = new QtyLots(3);
            single.Quote.AskPrice = new PriceTicks(6_400_001 + i);
            single.Quote.AskQuantity = new QtyLots(4);
            single.Quote.UpdateId = i;
        }

        events.Add(single);
    }
}
