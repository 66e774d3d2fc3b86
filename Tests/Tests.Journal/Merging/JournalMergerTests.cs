using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal;
using Journal.Inspection;
using Journal.Merging;
using Journal.Reading;
using Tests.Journal.Support;

namespace Tests.Journal.Merging;

internal sealed class JournalMergerTests
{
    private Scratch _scratch = null!;

    [SetUp]
    public void MakeScratch() => _scratch = new Scratch();

    [TearDown]
    public void RemoveScratch() => _scratch.Dispose();

    [Test]
    public void Merge_orders_by_time_then_source_and_renumbers()
    {
        var first = Write("a", "BTCUSDT", ("BTC", "USDT"), 10, 30, 30);
        var second = Write("b", "ETHUSDT", ("USDT", "ETH"), 20, 30, 40);

        var events = Merge(first, second);

        var registry = new InstrumentRegistry();
        foreach (ref readonly var slot in events.AsSpan())
        {
            registry.Apply(in slot);
        }

        var trades = events.Where(slot => slot.Kind == EventKind.Trade)
            .Select(slot => (slot.Time.Value, slot.Instrument.Value)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(registry.All.Select(i => i.Symbol), Is.EqualTo(new[] { "BTCUSDT", "ETHUSDT" }));
            Assert.That(registry.AssetCount, Is.EqualTo(3), "USDT is one asset.");
            Assert.That(registry.AssetName(registry.All[1].BaseAsset), Is.EqualTo("USDT"));
            Assert.That(trades, Is.EqualTo(new[] { (10L, 0), (20L, 1), (30L, 0), (30L, 0), (30L, 1), (40L, 1) }));
            Assert.That(events.Take(9).Select(slot => slot.Class), Has.All.EqualTo(EventClass.Control));
            Assert.That(events[0].Time.Value, Is.EqualTo(10), "Definitions come first, at the earliest time.");
        });
    }

    [Test]
    public void Merge_joins_what_both_define_alike()
    {
        var first = Write("a", "BTCUSDT", ("BTC", "USDT"), 10);
        var second = Write("b", "BTCUSDT", ("USDT", "BTC"), 20, swapped: true);

        var events = Merge(first, second);

        Assert.That(events.Count(slot => slot.Kind == EventKind.InstrumentSymbol), Is.EqualTo(1));
        var trades = events.Where(slot => slot.Kind == EventKind.Trade).Select(slot => slot.Instrument.Value);
        Assert.That(trades, Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public void Merge_refuses_one_instrument_on_two_grids()
    {
        var first = Write("a", "BTCUSDT", ("BTC", "USDT"), 10);
        var second = Write("b", "BTCUSDT", ("BTC", "USDT"), 20, tick: "0.1");

        var error = Assert.Throws<JournalException>(() => Merge(first, second));

        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Data));
        Assert.That(error.Message, Does.Contain("binance-spot:BTCUSDT").And.Contain("0.01"));
        Assert.That(Directory.Exists(_scratch["out"]) || Directory.Exists(_scratch["out.partial"]), Is.False);
    }

    [Test]
    public void Merge_refuses_the_journal_of_a_run()
    {
        var first = Write("a", "BTCUSDT", ("BTC", "USDT"), 10);
        var started = Event.Create(EventKind.SessionStarted, new TimestampNs(1), InstrumentId.None);
        started.SessionStarted.Mode = RunMode.Backtest;
        Samples.Write(Samples.Options(_scratch["run"]), [started]);

        var error = Assert.Throws<JournalException>(() => Merge(first, _scratch["run"]));

        Assert.That(error.Message, Does.Contain("the journal of a run"));
    }

    [Test]
    public void Merge_gives_the_same_bytes_each_time()
    {
        var first = Write("a", "BTCUSDT", ("BTC", "USDT"), 10, 30);
        var second = Write("b", "ETHUSDT", ("ETH", "USDT"), 20, 30);

        Merge(first, second);
        var once = File.ReadAllBytes(Directory.GetFiles(_scratch["out"]).Single());
        Directory.Delete(_scratch["out"], recursive: true);
        Merge(first, second);

        Assert.That(File.ReadAllBytes(Directory.GetFiles(_scratch["out"]).Single()), Is.EqualTo(once));
    }

    [Test]
    public void Merge_refuses_a_torn_source()
    {
        var first = Write("a", "BTCUSDT", ("BTC", "USDT"), 10, 30);
        using (var file = File.OpenWrite(Directory.GetFiles(first).Single()))
        {
            file.SetLength(file.Length - 70);
        }

        var error = Assert.Throws<JournalException>(() => Merge(first));

        Assert.That(error.Fault, Is.Not.Null);
    }

    [Test]
    public void Inspect_tells_kinds_and_instruments()
    {
        var journal = Write("a", "BTCUSDT", ("BTC", "USDT"), 10, 30, 30);

        var facts = JournalInspector.Inspect(journal);

        Assert.Multiple(() =>
        {
            Assert.That(facts.Report.Events, Is.EqualTo(8));
            Assert.That(facts.Report.IsIntact, Is.True);
            Assert.That(facts.Report.FirstTime, Is.EqualTo(new TimestampNs(10)));
            Assert.That(facts.Report.LastTime, Is.EqualTo(new TimestampNs(30)));
            Assert.That(facts.Kinds, Does.Contain((EventKind.Trade, 3L)));
            Assert.That(facts.Instruments.Single().TickSize.ToString(), Is.EqualTo("0.01"));
            Assert.That(facts.Facts.EngineVersion, Is.EqualTo("test 1"));
            Assert.That(facts.Report.Bytes, Is.EqualTo(new FileInfo(Directory.GetFiles(journal)[0]).Length));
        });
    }

    private Event[] Merge(params string[] journals)
    {
        var (id, created) = JournalMerger.DeriveIdentity(journals);
        JournalMerger.Merge(
            journals, Samples.Options(_scratch["out"]) with { JournalId = id, CreatedTime = created });
        using var cursor = JournalReader.Open(_scratch["out"]).OpenEvents();
        return Samples.ReadAll(cursor);
    }

    private string Write(
        string name, string symbol, (string First, string Second) assets, params ReadOnlySpan<long> times) =>
        Write(name, symbol, assets, times, tick: "0.01", swapped: false);

    private string Write(
        string name, string symbol, (string First, string Second) assets, long time, string tick = "0.01",
        bool swapped = false) => Write(name, symbol, assets, [time], tick, swapped);

    private string Write(
        string name, string symbol, (string First, string Second) assets, ReadOnlySpan<long> times, string tick,
        bool swapped)
    {
        var time = new TimestampNs(times[0]);
        var instrument = Samples.Instrument(0, symbol, tick, swapped ? 2 : 1, swapped ? 1 : 2);
        var events = new List<Event>
        {
            InstrumentEvents.DefineAsset(new AssetId(1), assets.First, time),
            InstrumentEvents.DefineAsset(new AssetId(2), assets.Second, time),
        };
        events.AddRange(InstrumentEvents.Define(instrument, time));
        foreach (var at in times)
        {
            var trade = Event.Create(EventKind.Trade, new TimestampNs(at), new InstrumentId(0));
            trade.Trade.Price = new PriceTicks(100);
            trade.Trade.Quantity = new QtyLots(1);
            events.Add(trade);
        }

        Samples.Write(Samples.Options(_scratch[name]), events.ToArray());
        return _scratch[name];
    }
}
