using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Reading;
using Journal.Rendering;
using Tests.Journal.Support;

namespace Tests.Journal.Rendering;

internal sealed class JournalCatTests
{
    private static readonly TimestampNs Noon = new(1_714_564_800_000_000_001);

    [Test]
    public void Text_shows_numbers_as_the_grid_has_them()
    {
        var lines = Cat(new CatOptions());

        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Is.EqualTo("0 2024-05-01T12:00:00.000000001Z AssetDefined - asset=1 name=BTC"));
            Assert.That(lines[2], Does.Contain("tickSize=0.01").And.Contain("lotSize=0.001").And.Contain("runGoesOn"));
            Assert.That(lines[5], Is.EqualTo(
                "5 2024-05-01T12:00:00.000000001Z Trade binance-spot:BTCUSDT aggressor=ask price=64123.45 "
                + "quantity=0.250 key=77"));
            Assert.That(lines[6], Is.EqualTo(
                "> 5.0 PlaceOrder binance-spot:BTCUSDT order=1 side=bid price=64123.44 quantity=0.001 type=Limit "
                + "timeInForce=GoodTillCanceled postOnly strategy=2"));
            Assert.That(lines[7], Is.EqualTo("> 5.1 Witness - hash=00000000000000ff count=6"));
            Assert.That(lines[8], Does.Contain("interval=1m open=100.00 high=100.05 low=99.00 close=99.50"));
        });
    }

    [Test]
    public void Conditional_order_shows_its_trigger_and_what_goes_with_it()
    {
        var stop = new Command
        {
            Kind = CommandKind.PlaceOrder,
            Instrument = InstrumentId.None,
            Flags = CommandFlags.Ask | CommandFlags.TriggerOnMark,
            Price = new PriceTicks(90),
            Quantity = new QtyLots(3),
            Trigger = new PriceTicks(95),
            ExpiryOrOffset = Noon.Value,
            Type = OrderType.StopLimit,
            TimeInForce = TimeInForce.GoodTillDate,
        };
        var trailing = stop with { Type = OrderType.TrailingStop, Trigger = PriceTicks.Zero, ExpiryOrOffset = 150 };
        var triggered = Event.Create(EventKind.OrderTriggered, Noon, InstrumentId.None);
        triggered.OrderTriggered.OrderId = new OrderId(7);
        triggered.OrderTriggered.Trigger = new PriceTicks(95);
        triggered.OrderTriggered.Price = new PriceTicks(94);

        var lines = Cat(new CatOptions(), [triggered], [stop, trailing]);

        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Does.EndWith("OrderTriggered - order=7 trigger=95 price=94"));
            Assert.That(lines[1], Does.Contain(
                "type=StopLimit timeInForce=GoodTillDate trigger=95 triggerOnMark expiry=2024-05-01T12:00:00"));
            Assert.That(lines[2], Does.Contain("type=TrailingStop").And.Contain("trailingOffsetBps=150"));
            Assert.That(lines[2], Does.Not.Contain("expiry"));
        });
    }

    [Test]
    public void Groups_and_their_protection_show_every_field()
    {
        var entry = new Command
        {
            Kind = CommandKind.OrderGrouped,
            Flags = CommandFlags.Distances,
            Instrument = InstrumentId.None,
            OrderId = new OrderId(7),
            Price = new PriceTicks(50),
            Trigger = new PriceTicks(20),
            Group = new OrderId(7),
            Role = GroupRole.Entry,
            Account = new AccountId(1),
            Strategy = new StrategyId(2),
        };
        var stop = new Command
        {
            Kind = CommandKind.OrderGrouped,
            Instrument = InstrumentId.None,
            OrderId = new OrderId(9),
            Group = new OrderId(7),
            Role = GroupRole.Stop,
        };
        var lost = new Command
        {
            Kind = CommandKind.ProtectionState,
            Instrument = InstrumentId.None,
            OrderId = new OrderId(7),
            Quantity = new QtyLots(4),
            StateBefore = 3,
            StateAfter = 5,
            Reason = ReasonCode.VenueBusy,
        };
        var alert = new Command
        {
            Kind = CommandKind.Alert,
            Instrument = InstrumentId.None,
            OrderId = new OrderId(7),
            Measured = 4,
            Reason = ReasonCode.ProtectionLost,
        };

        var lines = Cat(
            new CatOptions(), [Event.Create(EventKind.Tick, Noon, InstrumentId.None)], [entry, stop, lost, alert]);

        Assert.Multiple(() =>
        {
            Assert.That(lines[1], Does.EndWith(
                "OrderGrouped - order=7 group=7 role=Entry takeProfit=50 stop=20 distances strategy=2 account=1"));
            Assert.That(lines[2], Does.EndWith("OrderGrouped - order=9 group=7 role=Stop"));
            Assert.That(
                lines[3], Does.EndWith("ProtectionState - order=7 side=bid held=4 before=3 after=5 reason=VenueBusy"));
            Assert.That(lines[4], Does.EndWith("Alert - order=7 measured=4 limit=0 reason=ProtectionLost"));
        });
    }

    [Test]
    public void Json_lines_are_documents_with_exact_decimals()
    {
        var lines = Cat(new CatOptions { Format = CatFormat.JsonLines });

        var trade = JsonDocument.Parse(lines[5]).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(trade.GetProperty("sequence").GetInt64(), Is.EqualTo(5));
            Assert.That(trade.GetProperty("kind").GetString(), Is.EqualTo("Trade"));
            Assert.That(trade.GetProperty("price").GetString(), Is.EqualTo("64123.45"));
            Assert.That(JsonDocument.Parse(lines[6]).RootElement.GetProperty("cause").GetInt64(), Is.EqualTo(5));
        });
    }

    [Test]
    public void Csv_has_a_header_and_a_cell_for_every_field()
    {
        var lines = Cat(new CatOptions { Format = CatFormat.Csv, Kinds = new HashSet<EventKind> { EventKind.Trade } });

        Assert.That(lines, Is.EqualTo(new[]
        {
            "sequence,time,kind,instrument,venueTime,aggressor,price,quantity,key,runGoesOn",
            "5,2024-05-01T12:00:00.000000001Z,Trade,binance-spot:BTCUSDT,,ask,64123.45,0.250,77,0",
        }));
    }

    [Test]
    public void Csv_of_every_kind_has_the_same_columns_in_each_row()
    {
        foreach (var kind in Enum.GetValues<EventKind>().Where(kind => kind != EventKind.None
            && !InstrumentRegistry.IsDefinition(kind)))
        {
            var zero = Event.Create(kind, Noon, InstrumentId.None);
            var full = zero;
            MemoryMarshal.AsBytes(new Span<Event>(ref full))[24..].Fill(1);
            full.VenueTime = Noon;
            var ofShortLeg = full;
            ofShortLeg.Flags |= EventFlags.ShortLeg;

            var lines = Cat(
                new CatOptions { Format = CatFormat.Csv, Kinds = new HashSet<EventKind> { kind } },
                [zero, full, ofShortLeg],
                []);

            Assert.That(lines, Has.Length.EqualTo(4), $"{kind}");
            var columns = lines.Select(line => line.Count(letter => letter == ',')).Distinct();
            Assert.That(columns.Count(), Is.EqualTo(1), $"{kind}");
        }
    }

    [TestCase(EventKind.Fill)]
    [TestCase(EventKind.FillDetail)]
    [TestCase(EventKind.FundingPaid)]
    [TestCase(EventKind.PositionLiquidated)]
    [TestCase(EventKind.Position)]
    public void Csv_says_the_leg_in_a_column_of_its_own(EventKind kind)
    {
        Event[] events =
        [
            Event.Create(kind, Noon, InstrumentId.None),
            Event.Create(kind, Noon, InstrumentId.None, EventFlags.ShortLeg),
        ];

        var lines = Cat(
            new CatOptions { Format = CatFormat.Csv, Kinds = new HashSet<EventKind> { kind } }, events, []);

        var column = Array.IndexOf(lines[0].Split(','), "leg");
        Assert.That(
            lines.Select(line => line.Split(',')[column]), Is.EqualTo(new[] { "leg", string.Empty, "short" }));
    }

    [Test]
    public void Text_that_holds_control_characters_does_not_steer_the_terminal()
    {
        var e = Event.Create(EventKind.ConfigText, Noon, InstrumentId.None);
        e.Text = Text40.From("a\u001b[2Jb\nc");

        var line = Cat(new CatOptions(), [e], []).Single();

        Assert.That(line, Does.Contain("text=a\\u001b[2Jb\\nc"));
    }

    [Test]
    public void Fill_that_is_reported_again_is_marked_and_counted()
    {
        Event[] events = [.. Fill(7), .. Fill(8), .. Fill(7), .. Fill(0), .. Fill(0)];
        using var output = new MemoryStream();
        var options = new CatOptions
        {
            Format = CatFormat.Csv,
            Kinds = new HashSet<EventKind> { EventKind.Fill },
        };

        var shown = JournalCat.Write(
            JournalReader.Open(Samples.InMemory(events, [])), options, output, out var repeated);

        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var column = Array.IndexOf(lines[0].Split(','), "repeat");
        Assert.Multiple(() =>
        {
            Assert.That((shown, repeated), Is.EqualTo((5L, 1L)));
            // Fills without a key of the venue's cannot be told apart, and none is taken for another.
            Assert.That(
                lines.Skip(1).Select(line => line.Split(',')[column]),
                Is.EqualTo(new[] { "0", "0", "1", "0", "0" }));
        });
    }

    private static Event[] Fill(long key)
    {
        var fill = Event.Create(EventKind.Fill, Noon, InstrumentId.None);
        fill.Flags &= ~EventFlags.LastOfRun;
        var detail = Event.Create(EventKind.FillDetail, Noon, InstrumentId.None);
        detail.FillDetail.TradeKey = Key128.FromNumber(key);
        return [fill, detail];
    }

    [Test]
    public void Csv_wants_exactly_one_kind()
    {
        Assert.Throws<ArgumentException>(() => Cat(new CatOptions { Format = CatFormat.Csv }));
    }

    [Test]
    public void A_range_and_kinds_choose_lines_and_keep_the_grid()
    {
        var lines = Cat(new CatOptions { FromSequence = 5, Kinds = new HashSet<EventKind> { EventKind.Trade } });

        Assert.That(lines, Has.Length.EqualTo(1));
        Assert.That(lines[0], Does.Contain("price=64123.45"));
    }

    [Test]
    public void Times_choose_lines()
    {
        var lines = Cat(new CatOptions { FromTime = Noon + 1 });

        Assert.That(lines.Single(), Does.StartWith("6 "));
    }

    [Test]
    public void Every_kind_can_be_shown()
    {
        var events = Enum.GetValues<EventKind>().Where(kind => kind != EventKind.None
            && !InstrumentRegistry.IsDefinition(kind))
            .Select(kind => Event.Create(kind, Noon, InstrumentId.None)).ToArray();
        var commands = Enum.GetValues<CommandKind>().Where(kind => kind != CommandKind.None)
            .Select(kind => new Command { Kind = kind, Instrument = InstrumentId.None }).ToArray();

        var lines = Cat(new CatOptions { Format = CatFormat.JsonLines }, events, commands);

        Assert.That(lines, Has.Length.EqualTo(events.Length + commands.Length));
        var kinds = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString());
        Assert.That(kinds, Is.Unique);
    }

    [TestCase(0, "1970-01-01T00:00:00.000000000Z")]
    [TestCase(-1, "1969-12-31T23:59:59.999999999Z")]
    [TestCase(1_714_564_800_123_456_789, "2024-05-01T12:00:00.123456789Z")]
    public void Times_are_exact_to_the_nanosecond(long time, string text)
    {
        Assert.That(IsoTime.Format(new TimestampNs(time)), Is.EqualTo(text));
    }

    private static string[] Cat(CatOptions options)
    {
        var events = new List<Event>
        {
            InstrumentEvents.DefineAsset(new AssetId(1), "BTC", Noon),
            InstrumentEvents.DefineAsset(new AssetId(2), "USDT", Noon),
        };
        events.AddRange(InstrumentEvents.Define(Samples.Instrument(0, "BTCUSDT"), Noon));
        var trade = Event.Create(EventKind.Trade, Noon, new InstrumentId(0), EventFlags.Ask);
        trade.Trade.Price = new PriceTicks(6_412_345);
        trade.Trade.Quantity = new QtyLots(250);
        trade.Trade.Key = Key128.FromNumber(77);
        events.Add(trade);
        var bar = Event.Create(
            EventKind.Bar, Noon + 1, new InstrumentId(0), (EventFlags)((int)BarInterval.OneMinute << 8));
        bar.Bar.Open = new PriceTicks(10_000);
        bar.Bar.HighOffset = 5;
        bar.Bar.LowOffset = -100;
        bar.Bar.CloseOffset = -50;
        events.Add(bar);
        Command[] commands =
        [
            new()
            {
                Cause = 5,
                Kind = CommandKind.PlaceOrder,
                Flags = CommandFlags.PostOnly,
                OrderId = new OrderId(1),
                Price = new PriceTicks(6_412_344),
                Quantity = new QtyLots(1),
                Type = OrderType.Limit,
                TimeInForce = TimeInForce.GoodTillCanceled,
                Strategy = new StrategyId(2),
            },
            new() { Cause = 5, Kind = CommandKind.Witness, Instrument = InstrumentId.None, Hash = 255, Count = 6 },
        ];
        return Cat(options, events.ToArray(), commands);
    }

    private static string[] Cat(CatOptions options, Event[] events, Command[] commands)
    {
        using var output = new MemoryStream();
        JournalCat.Write(JournalReader.Open(Samples.InMemory(events, commands)), options, output);
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
